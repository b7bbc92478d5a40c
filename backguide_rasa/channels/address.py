"""Whose computer a request comes from, as far as limits need to know."""
from __future__ import annotations

from ipaddress import IPv6Address, ip_address
from typing import Optional

HOUSEHOLD_BITS = 64  # of an IPv6 address: one customer has all addresses behind them


def address(peer: str, forwarded: str, proxies: Optional[int] = None) -> str:
    """Return the address that counts.

    `peer` is who connected, `forwarded` the X-Forwarded-For header,
    `proxies` how many proxies of the operator's stand in front; None if that
    is not set: then one is trusted where it runs on this machine.
    """
    if proxies is None:
        proxies = int(_is_here(peer))
    # only as many entries are true as there are proxies of ours: anybody can write the ones before
    hops = [hop.strip() for hop in forwarded.split(",") if hop.strip()][-proxies:] if proxies else []
    return _household(hops[0] if hops else peer)


def _is_here(peer: str) -> bool:
    try:
        return ip_address(peer).is_loopback
    except ValueError:
        return False


def _household(text: str) -> str:
    try:
        known = ip_address(text.strip("[]"))
    except ValueError:
        return text[:64]
    if not isinstance(known, IPv6Address):
        return str(known)
    return str(known.ipv4_mapped or IPv6Address(int(known) >> HOUSEHOLD_BITS << HOUSEHOLD_BITS))
