package org.siguard.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlignedTest {
    /** Kept alive, so that one after another begins where the allocator has room. */
    @Test
    void floatsBeginAtAMultipleOf64Bytes() {
        List<ByteBuffer> kept = new ArrayList<>();
        for (int count = 1; count < 400; count++) {
            kept.add(ByteBuffer.allocateDirect(count % 7 + 1));
            ByteBuffer bytes = Aligned.floats(count);
            kept.add(bytes);
            assertThat(bytes.alignmentOffset(0, 64)).isZero();
            assertThat(bytes.capacity()).isEqualTo(4 * count);
            assertThat(bytes.order()).isEqualTo(ByteOrder.nativeOrder());
            assertThat(bytes.asFloatBuffer().get(count - 1)).isZero();
        }
    }
}
