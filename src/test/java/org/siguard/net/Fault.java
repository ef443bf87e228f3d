package org.siguard.net;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Breaks one party at one place: at its n-th channel call, or at its n-th message, depending on the kind. */
public final class Fault implements Wiretap {
    /** What goes wrong. */
    public enum Kind {
        /** Throws. */
        THROWS,
        /** Throws what no program catches. */
        DIES,
        /** Ends its thread without a word. */
        ENDS,
        /** Stands still outside of any channel, until it is interrupted. */
        STALLS,
        /** Computes and takes no notice of being interrupted, until {@link Fault#release}. */
        COMPUTES,
        /** Sends other words, as many as it should. */
        GARBAGE,
        /** Sends the message with one bit of one word turned round. */
        FLIP,
        /** Sends a message that lacks its last word. */
        SHORT,
        /** Sends a message with one word too many. */
        LONG,
        /** Sends the message, and sends it again. */
        TWICE,
        /** Does not send the message, and goes on. */
        NOTHING;

        boolean isOfSending() {
            return compareTo(GARBAGE) >= 0;
        }
    }

    private final Party party;
    private final Kind kind;
    private final int at;
    private final Map<Party, AtomicInteger> counts = new ConcurrentHashMap<>();
    private volatile long struckAt;
    private volatile boolean released;
    private volatile double work;

    public Fault(Party party, Kind kind, int at) {
        this.party = party;
        this.kind = kind;
        this.at = at;
    }

    @Override
    public Channel tap(Party owner, Channel channel) {
        if (!owner.equals(party)) {
            return channel;
        }
        return new Channel() {
            @Override
            public Party other() {
                return channel.other();
            }

            @Override
            public void send(long[] words) {
                if (!strikes(true)) {
                    channel.send(words);
                    return;
                }
                switch (kind) {
                    case GARBAGE -> channel.send(new Random(at).longs(words.length).toArray());
                    case FLIP -> channel.send(flipped(words));
                    case SHORT -> channel.send(Arrays.copyOf(words, words.length - 1));
                    case LONG -> channel.send(Arrays.copyOf(words, words.length + 1));
                    case TWICE -> {
                        channel.send(words);
                        channel.send(words.clone());
                    }
                    case NOTHING -> {
                    }
                    default -> breakDown();
                }
            }

            @Override
            public long[] receive() {
                if (strikes(false)) {
                    breakDown();
                }
                return channel.receive();
            }
        };
    }

    /** Far from the last bit, which nobody would miss, and below the highest that a residue has. */
    private static long[] flipped(long[] words) {
        long[] out = words.clone();
        if (out.length > 0) {
            out[out.length / 2] ^= 1L << 40;
        }
        return out;
    }

    private boolean strikes(boolean sending) {
        if (kind.isOfSending() && !sending) {
            return false;
        }
        boolean now = counts.computeIfAbsent(party, key -> new AtomicInteger()).getAndIncrement() == at;
        if (now) {
            struckAt = System.nanoTime();
        }
        return now;
    }

    private void breakDown() {
        switch (kind) {
            case THROWS -> throw new IllegalStateException("the disk is on fire");
            case DIES -> throw new OutOfMemoryError("Java heap space");
            case ENDS -> throw new NetworkDown();
            case STALLS -> {
                while (!Thread.currentThread().isInterrupted()) {
                    LockSupport.park(this);
                }
            }
            case COMPUTES -> {
                while (!released) {
                    work = Math.sin(work + 1);
                }
            }
            default -> throw new AssertionError(kind);
        }
    }

    /** When it struck, by {@link System#nanoTime}; 0 where it has not. */
    public long struckAt() {
        return struckAt;
    }

    /** How often the party has come to a place where it might have struck. */
    public int places() {
        return counts.getOrDefault(party, new AtomicInteger()).get();
    }

    /** Lets a party that computes without end go on. */
    public void release() {
        released = true;
    }
}
