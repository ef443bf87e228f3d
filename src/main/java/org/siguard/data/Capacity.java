package org.siguard.data;

import java.util.Locale;
import org.siguard.base.UserMistake;
import org.siguard.ring.Shape;

/** How many records memory holds: asked before they are read or made, so that nothing ends in an OutOfMemoryError. */
public final class Capacity {
    /** What an array of the JVM takes beside its elements. */
    private static final int OVERHEAD = 24;

    private Capacity() {
    }

    /** Half of what the JVM may take: the other half is for what is done with the records. */
    public static long mostBytes() {
        return Runtime.getRuntime().maxMemory() / 2;
    }

    /** What a record takes in memory, in bytes. */
    public static long bytes(Shape record) {
        return 4L * record.size() + OVERHEAD;
    }

    /** Refuses more rows than fit into so many bytes. */
    public static void require(String where, long rows, Shape record, long mostBytes) {
        long most = mostBytes / bytes(record);
        if (rows > most) {
            throw new UserMistake(String.format(Locale.ROOT,
                    "%s: %d records of %s take %d MB, and %d MB may be used; ask for at most %d, or give Java more memory (-Xmx).",
                    where, rows, record, rows * bytes(record) >> 20, mostBytes >> 20, most));
        }
    }
}
