"""Exact arithmetic where floating point might differ from one machine to the next."""


def log2(number: int, bits: int) -> int:
    """Return log2(number) as a fixed-point integer with that many fractional bits (up to 32), rounded down.

    By repeated squaring of a 64-bit mantissa: the square's carry is the next bit of the logarithm. Never decreases
    when `number` grows. Raises ValueError for number < 1.
    """
    if number < 1:
        raise ValueError(f"no logarithm of {number}")
    whole = number.bit_length() - 1
    mantissa = number << 63 - whole if whole <= 63 else number >> whole - 63
    for _ in range(bits):
        mantissa = mantissa * mantissa >> 63
        whole <<= 1
        if mantissa >> 64:
            mantissa >>= 1
            whole |= 1
    return whole
