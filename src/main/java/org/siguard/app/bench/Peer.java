package org.siguard.app.bench;

/**
 * Somebody else's figure for the same work, in the same unit.
 *
 * @param name   who, and in which form
 * @param median the best that was measured of it
 */
record Peer(String name, double median) {
}
