"""What no subject owns: health, what each request carries, secrets that stay out of logs."""
