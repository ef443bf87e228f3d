package org.siguard.net;

/**
 * Puts something between the parties and their channels: a recorder of what a party is sent, or a fault. It is asked once for
 * every party and every channel of it, before any party starts; the channel it returns is used by that party's thread alone,
 * and stands outside the metering. Tests listen and break things with it; whoever wants to show a party's view listens with it.
 */
@FunctionalInterface
public interface Wiretap {
    /** Every channel stays as it is. */
    Wiretap NONE = (party, channel) -> channel;

    /**
     * @param party   whose end of the channel it is; the other end is {@link Channel#other()}
     * @param channel the channel it would have
     * @return the channel it is given
     */
    Channel tap(Party party, Channel channel);
}
