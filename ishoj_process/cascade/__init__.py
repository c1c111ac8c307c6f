"""The cascade (*kaskademodel*): vision, main policies and strategies as one drawing, on page and PDF."""
