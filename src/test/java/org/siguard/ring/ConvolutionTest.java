package org.siguard.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvolutionTest {
    /** By hand: a 3 × 3 picture 1..9 and the kernel (1 2 / 3 4): the first place sees 1 2 / 4 5, so 1 + 4 + 12 + 20 = 37. */
    @Test
    void aSmallOneByHand() {
        RingTensor picture = RingTensor.of(Shape.of(1, 1, 3, 3), new long[] {1, 2, 3, 4, 5, 6, 7, 8, 9});
        RingTensor kernel = RingTensor.of(Shape.of(1, 1, 2, 2), new long[] {1, 2, 3, 4});
        RingTensor result = new Convolution(1, 0, 1).apply(picture, kernel);
        assertThat(result.shape()).isEqualTo(Shape.of(1, 1, 2, 2));
        assertThat(result.data()).containsExactly(37, 47, 67, 77);
    }

    @ParameterizedTest(name = "n={0} c={1} {2}x{3} out={4} k={5}x{6} stride={7} pad={8} groups={9}")
    @CsvSource({"1,1,1,1,1,1,1,1,0,1", "2,3,8,7,4,3,3,1,1,1", "1,4,9,9,6,3,3,2,1,2", "2,6,5,6,6,3,2,1,0,6", "1,2,7,7,3,5,5,3,2,1",
        "1,3,4,4,2,3,3,1,3,1", "1,1,3,3,1,1,1,2,1,1", "1,8,16,16,16,3,3,1,1,1", "1,2,2,2,2,2,2,5,4,1"})
    void isWhatItsDefinitionSays(int n, int c, int h, int w, int out, int kh, int kw, int stride, int pad, int groups) {
        Random random = new Random(n + 31L * c + 7L * stride + pad);
        RingTensor x = RingTensor.of(Shape.of(n, c, h, w), random.longs((long) n * c * h * w).toArray());
        RingTensor k = RingTensor.of(Shape.of(out, c / groups, kh, kw), random.longs((long) out * c / groups * kh * kw).toArray());
        Convolution convolution = new Convolution(stride, pad, groups);
        RingTensor result = convolution.apply(x, k);
        int oh = result.shape().extent(2);
        int ow = result.shape().extent(3);
        assertThat(oh).isEqualTo((h + 2 * pad - kh) / stride + 1);
        for (int i = 0; i < result.size(); i++) {
            int ox = i % ow;
            int oy = i / ow % oh;
            int o = i / (ow * oh) % out;
            int picture = i / (ow * oh * out);
            long sum = 0;
            for (int ch = 0; ch < c / groups; ch++) {
                int channel = o / (out / groups) * (c / groups) + ch;
                for (int ky = 0; ky < kh; ky++) {
                    for (int kx = 0; kx < kw; kx++) {
                        int y = oy * stride + ky - pad;
                        int xx = ox * stride + kx - pad;
                        if (y >= 0 && y < h && xx >= 0 && xx < w) {
                            sum += x.data()[((picture * c + channel) * h + y) * w + xx]
                                    * k.data()[((o * (c / groups) + ch) * kh + ky) * kw + kx];
                        }
                    }
                }
            }
            assertThat(result.data()[i]).isEqualTo(sum);
        }
    }

    @Test
    void saysWhatDoesNotFit() {
        RingTensor picture = RingTensor.zeros(Shape.of(1, 3, 4, 4));
        assertThatThrownBy(() -> new Convolution(1, 0, 1).apply(picture, RingTensor.zeros(Shape.of(2, 2, 3, 3))))
                .hasMessageContaining("do not fit").hasMessageContaining("[1, 3, 4, 4]");
        assertThatThrownBy(() -> new Convolution(1, 0, 1).apply(picture, RingTensor.zeros(Shape.of(2, 3, 5, 3))))
                .hasMessageContaining("larger than the picture");
        assertThatThrownBy(() -> new Convolution(0, 0, 1)).hasMessageContaining("stride");
    }
}
