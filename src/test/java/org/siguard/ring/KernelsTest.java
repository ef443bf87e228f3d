package org.siguard.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vector kernels against the plain ones, and the plain ones against the definition. */
class KernelsTest {
    @Test
    void theVectorKernelsAreInUseHere() {
        assertThat(ModuleLayer.boot().findModule("jdk.incubator.vector")).as("the tests run with the vector module").isPresent();
    }

    @ParameterizedTest
    @CsvSource({"1,1,1", "1,10,128", "1,128,10", "3,7,5", "4,16,16", "5,300,33", "17,9,64", "64,513,20", "9,256,16", "12,1,40", "33,65,1"})
    void productsAreTheSame(int n, int k, int m) {
        Random random = new Random(n * 31 + k * 7 + m);
        long[] a = random.longs((long) n * k).toArray();
        long[] b = random.longs((long) k * m).toArray();
        long[] before = random.longs((long) n * m).toArray();
        long[] expected = before.clone();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                for (int p = 0; p < k; p++) {
                    expected[i * m + j] += a[i * k + p] * b[p * m + j];
                }
            }
        }
        long[] transposed = Kernels.transpose(b, k, m);
        for (Kernels kernels : new Kernels[] {new PlainKernels(), new VectorKernels()}) {
            long[] out = before.clone();
            kernels.multiplyAdd(a, 0, Columns.of(b, m), out, 0, n, k, m);
            assertThat(out).as(kernels.name()).isEqualTo(expected);
            out = before.clone();
            kernels.multiplyTransposedAdd(a, transposed, out, n, k, m);
            assertThat(out).as(kernels.name() + ", transposed").isEqualTo(expected);
        }
    }

    @Test
    void transposingTwiceChangesNothing() {
        long[] a = new Random(1).longs(37 * 53).toArray();
        assertThat(Kernels.transpose(Kernels.transpose(a, 37, 53), 53, 37)).isEqualTo(a);
    }
}
