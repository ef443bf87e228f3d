package org.siguard.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FixedPointTest {
    @Test
    void encodesToTheNearest() {
        FixedPoint fixed = new FixedPoint(16);
        assertThat(fixed.encode(1)).isEqualTo(65536);
        assertThat(fixed.encode(-0.5)).isEqualTo(-32768);
        assertThat(fixed.encode(0.49 / 65536)).isZero();
        assertThat(fixed.encode(0.51 / 65536)).isEqualTo(1);
        assertThat(fixed.decode(fixed.encode(3.14159))).isCloseTo(3.14159, org.assertj.core.data.Offset.offset(0.5 / 65536));
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16, 24})
    void refusesWhatProductsCouldNotTake(int bits) {
        FixedPoint fixed = new FixedPoint(bits);
        assertThat(fixed.productBound()).isEqualTo(Math.pow(2, 62 - 2 * bits));
        assertThatThrownBy(() -> fixed.encode(fixed.valueBound())).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be below 2^" + (62 - 2 * bits));
        assertThatThrownBy(() -> fixed.encode(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesTooManyBits() {
        assertThatThrownBy(() -> new FixedPoint(25)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("8 to 24");
    }
}
