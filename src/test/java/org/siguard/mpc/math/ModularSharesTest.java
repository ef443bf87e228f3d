package org.siguard.mpc.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.siguard.mpc.Costs;
import org.siguard.mpc.FullRing;
import org.siguard.mpc.Outcome;
import org.siguard.mpc.Protocol;
import org.siguard.mpc.Trial;
import org.siguard.ring.RingTensor;

class ModularSharesTest {
    private static Outcome<List<RingTensor>> convert(Protocol protocol, long[] a, long[] b, long p) {
        return Trial.run(protocol, List.of(RingTensor.vector(a), RingTensor.vector(b)),
                (engine, in) -> List.of(ModularShares.signed(engine, in.get(0), in.get(1), p)));
    }

    @Test
    void everyPairOfASmallFieldIsRight() {
        long[] a = new long[31 * 31];
        long[] b = new long[a.length];
        long[] expected = new long[a.length];
        for (int i = 0; i < a.length; i++) {
            a[i] = i / 31;
            b[i] = i % 31;
            long v = (a[i] + b[i]) % 31;
            expected[i] = v >= 16 ? v - 31 : v;
        }
        for (Protocol protocol : Trial.engines()) {
            assertThat(convert(protocol, a, b, 31).result().get(0).data()).as(protocol.name()).isEqualTo(expected);
        }
    }

    /** SIMC's field; the costs tell nothing of the numbers. */
    @Test
    void largeSharesAreRightAndCostTheSameWhateverTheyAre() {
        long p = 17592060215297L;
        Random random = new Random(1);
        for (Protocol protocol : Trial.secureEngines()) {
            long[] bytes = new long[2];
            for (int run = 0; run < 2; run++) {
                long[] v = {0, 1, -1, (p - 1) / 2, -(p - 1) / 2, 123_456_789, -987_654_321_000L};
                long[] a = random.longs(v.length, 0, p).toArray();
                long[] b = new long[v.length];
                for (int i = 0; i < v.length; i++) {
                    a[i] = run == 0 ? a[i] : 0;
                    b[i] = Math.floorMod(v[i] - a[i], p);
                }
                Outcome<List<RingTensor>> outcome = convert(protocol, a, b, p);
                assertThat(outcome.result().get(0).data()).as(protocol.name()).isEqualTo(v);
                Costs costs = outcome.costs();
                bytes[run] = costs.of("convert").bytes() * 1000 + costs.of("convert").rounds();
            }
            assertThat(bytes[0]).isEqualTo(bytes[1]);
        }
    }

    /** Whatever is opened between the shares and the number, such as whether their sum went beyond p, would tell whoever knows one share a range for the number. */
    @Test
    void nothingIsOpenedOnTheWay() {
        for (Protocol protocol : Trial.secureEngines()) {
            List<String> opened = Collections.synchronizedList(new ArrayList<>());
            Trial.run(protocol, List.of(RingTensor.vector(5), RingTensor.vector(29)), (engine, in) -> {
                FullRing watched = (FullRing) Proxy.newProxyInstance(FullRing.class.getClassLoader(), new Class<?>[] {FullRing.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("reveal")) {
                                opened.add(method.toString());
                            }
                            return method.invoke(engine, arguments);
                        });
                return List.of(ModularShares.signed(watched, in.get(0), in.get(1), 31));
            });
            assertThat(opened).as(protocol.name()).isEmpty();
        }
    }

    @Test
    void anEvenModulusIsRefused() {
        assertThatThrownBy(() -> ModularShares.signed(null, null, null, 10)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("odd");
    }
}
