package org.siguard.mpc.simc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.siguard.base.Cancellation;
import org.siguard.mpc.simc.field.Packing;
import org.siguard.mpc.simc.field.PrimeField;
import org.siguard.net.Endpoint;
import org.siguard.net.NetworkProfile;
import org.siguard.net.Recorder;
import org.siguard.net.TrafficMeter;
import org.siguard.ring.Seed;

/**
 * What each party is given in an inference all of whose numbers are zero: weights, input, and so everything inside. Whatever went to a party without a mask would be zeros, and stand out; every
 * message has as many ones as noise has.
 */
class ViewTest {
    private static final ReluNetwork ZEROS = Nets.of(PrimeField.SIMC, 1, 0, new ReluNetwork.Activation(6L << 16, 8), 64, 64, 64, 64);
    private static final int BITS = PrimeField.SIMC.bits();
    /** Points of the curve take 33 bytes of 40. */
    private static final List<Integer> POINTS = List.of(5, 5 * 128);

    /** The four ways to infer. */
    enum Way {
        SIMC, SIMC_PLUS, MUSE, DELPHI;

        Consumer<Endpoint> server(IdealLinear ideal) {
            Seed seed = Seed.of(1);
            boolean checked = this != DELPHI;
            return switch (this) {
                case SIMC -> endpoint -> new Simc.Server(ZEROS, ideal, endpoint, seed).run();
                case MUSE -> endpoint -> new OnlinePhase.Server(ZEROS, true,
                        new MusePreparation.Server(ZEROS, ideal, endpoint, seed).run(), endpoint).run();
                default -> endpoint -> new OnlinePhase.Server(ZEROS, checked,
                        new Preparation.Server(ZEROS, checked, ideal, endpoint, seed).run(), endpoint).run();
            };
        }

        Function<Endpoint, long[]> client(IdealLinear ideal) {
            Seed seed = Seed.of(2);
            long[] input = new long[64];
            boolean checked = this != DELPHI;
            return switch (this) {
                case SIMC -> endpoint -> new Simc.Client(ZEROS, ideal, endpoint, seed, Tampering.NONE).run(input);
                case MUSE -> endpoint -> new OnlinePhase.Client(ZEROS, true,
                        new MusePreparation.Client(ZEROS, ideal, endpoint, seed, Tampering.NONE).run(), endpoint, Tampering.NONE)
                        .run(input);
                default -> endpoint -> new OnlinePhase.Client(ZEROS, checked,
                        new Preparation.Client(ZEROS, checked, ideal, endpoint, seed, Tampering.NONE).run(), endpoint, Tampering.NONE)
                        .run(input);
            };
        }
    }

    /** The functionality that stands for encryption, and what it gives the client. */
    private static final class Overheard extends IdealLinear {
        private final List<long[]> given = new ArrayList<>();

        Overheard() {
            super(PrimeField.SIMC);
        }

        @Override
        long[][] ask(TrafficMeter meter, long[]... vectors) {
            long[][] answer = super.ask(meter, vectors);
            Arrays.stream(answer).forEach(vector -> given.add(Packing.pack(vector, BITS)));
            return answer;
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingThatAPartyIsGivenStandsOutFromNoise(Way way) {
        Overheard ideal = new Overheard();
        Recorder tap = new Recorder();
        long[] output =
                new Encounter(NetworkProfile.IN_PROCESS, tap).run(way.server(ideal), way.client(ideal), ideal, new Cancellation()).result();
        assertThat(output).containsOnly(0);
        assertThat(tap.messages(Encounter.SERVER)).hasSizeGreaterThan(3).allSatisfy(message -> isNoise(message.words()));
        assertThat(tap.messages(Encounter.CLIENT)).hasSizeGreaterThan(5).allSatisfy(message -> isNoise(message.words()));
        assertThat(ideal.given).hasSizeGreaterThanOrEqualTo(3).allSatisfy(ViewTest::isNoise);
    }

    /** Within six standard deviations of half; single words are elements, with zeros in front. */
    private static void isNoise(long[] message) {
        if (message.length > 1 && !POINTS.contains(message.length)) {
            double bits = Long.SIZE * (double) message.length;
            long ones = Arrays.stream(message).map(Long::bitCount).sum();
            assertThat(ones / bits).as("ones in %d words", message.length).isCloseTo(0.5, within(6 * 0.5 / Math.sqrt(bits)));
        }
    }
}
