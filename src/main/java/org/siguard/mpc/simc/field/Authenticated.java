package org.siguard.mpc.simc.field;

import java.util.Arrays;

/**
 * One party's shares of a vector x and of its tags: both parties' values add up to x, both parties' tags to αx. α is the server's secret, so
 * the client, who can add whatever it likes to its values, cannot know what to add to its tags.
 */
public record Authenticated(long[] value, long[] tag) {
    public Authenticated {
        if (value.length != tag.length) {
            throw new IllegalArgumentException(value.length + " values and " + tag.length + " tags");
        }
    }

    public int size() {
        return value.length;
    }

    /** The elements from one on up to another. */
    public Authenticated part(int from, int to) {
        return new Authenticated(part(value, from, to), part(tag, from, to));
    }

    public static long[] part(long[] vector, int from, int to) {
        return Arrays.copyOfRange(vector, from, to);
    }

    /** This vector, and another behind it. */
    public Authenticated then(Authenticated other) {
        return new Authenticated(joined(value, other.value), joined(tag, other.tag));
    }

    private static long[] joined(long[] one, long[] other) {
        long[] out = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, out, one.length, other.length);
        return out;
    }
}
