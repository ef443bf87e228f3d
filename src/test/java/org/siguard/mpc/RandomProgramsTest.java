package org.siguard.mpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.siguard.ring.RingTensor;

/** Programs that nobody thought of: every engine comes to what the clear twin comes to, but for the rounding that is stated. */
class RandomProgramsTest {
    private static final int PROGRAMS = 200;

    private record Run(List<RingTensor> results, List<Double> allowed, String listing) {
    }

    static List<Protocol> engines() {
        return Trial.secureEngines();
    }

    private static Run run(Protocol protocol, long program, long seed) {
        AtomicReference<RandomProgram> ran = new AtomicReference<>();
        AtomicReference<List<Double>> allowed = new AtomicReference<>();
        List<RingTensor> results = Trial.run(Trial.computation(protocol, seed), RandomProgram.inputs(program), (engine, in) -> {
            RandomProgram random = RandomProgram.run(engine, program, in);
            List<RandomProgram.Value> values = random.values();
            ran.set(random);
            allowed.set(values.stream().map(RandomProgram.Value::difference).toList());
            return values.stream().map(RandomProgram.Value::shared).toList();
        }).result();
        return new Run(results, allowed.get(), ran.get().listing());
    }

    @ParameterizedTest
    @MethodSource("engines")
    void agreeWithTheClearTwin(Protocol protocol) {
        for (int program = 0; program < PROGRAMS; program++) {
            Run clear = run(Trial.clear(), program, 1);
            Run secure = run(protocol, program, program);
            assertThat(secure.results).hasSameSizeAs(clear.results);
            for (int i = 0; i < clear.results.size(); i++) {
                long[] expected = clear.results.get(i).data();
                long[] actual = secure.results.get(i).data();
                for (int k = 0; k < expected.length; k++) {
                    assertThat((double) Math.abs(actual[k] - expected[k])).as("program %d, value %d, element %d:%n%s", program, i, k,
                            clear.listing).isLessThanOrEqualTo(clear.allowed.get(i) * (1 + 1e-9));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void theSameSeedGivesTheSameBits(Protocol protocol) {
        int changed = 0;
        for (int program = 0; program < PROGRAMS; program++) {
            List<RingTensor> first = run(protocol, program, 5).results;
            assertThat(run(protocol, program, 5).results).isEqualTo(first);
            changed += run(protocol, program, 6).results.equals(first) ? 0 : 1;
        }
        assertThat(changed).as("programs whose rounding another seed changes").isGreaterThan(PROGRAMS / 2);
    }
}
