"""Word documents as agendas: made plain in their XML, read, and compared with what they held."""
