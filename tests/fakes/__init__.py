"""Small servers that act as the vendors do: their limits, errors and signatures, on loopback."""
