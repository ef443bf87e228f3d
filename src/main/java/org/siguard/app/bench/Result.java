package org.siguard.app.bench;

/**
 * One line of a suite's answer.
 *
 * @param runs   of which the median is taken
 * @param rounds of one operation; 0 where nothing is sent
 * @param bytes  of one operation, sent by all parties
 * @param peer   null where there is none
 */
record Result(String name, double median, Unit unit, int runs, int rounds, long bytes, Peer peer) {
    /** Above 1: we are ahead. Only where there is a peer. */
    double ratio() {
        return unit.ratio(median, peer.median());
    }
}
