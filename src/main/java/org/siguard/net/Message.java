package org.siguard.net;

/** Words on their way, with the virtual time they arrive at and the round they belong to. */
record Message(long[] words, long arrival, int round) {
}
