package org.siguard.mpc.simc.field;

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
}
