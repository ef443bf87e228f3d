package org.siguard.train;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Memory that libtorch computes on where it lies. Its kernels take other paths, and so round otherwise, for numbers that do not begin
 * at a multiple of a vector's width; and an ordinary direct buffer begins wherever the allocator had room, which may differ from one
 * run to the next. So the same seed gave other last digits once in a while, until every buffer began at a multiple of 64 bytes.
 */
final class Aligned {
    private static final int BOUNDARY = 64;

    private Aligned() {
    }

    /** Room for so many floats, all 0. */
    static ByteBuffer floats(int count) {
        int bytes = Math.multiplyExact(count, Float.BYTES);
        // An aligned slice ends at a boundary, too: it may lose some at either end.
        return ByteBuffer.allocateDirect(Math.addExact(bytes, 2 * BOUNDARY)).alignedSlice(BOUNDARY).slice(0, bytes)
                .order(ByteOrder.nativeOrder());
    }
}
