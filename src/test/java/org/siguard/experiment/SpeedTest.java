package org.siguard.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siguard.base.Cancellation;
import org.siguard.mpc.replicated.ReplicatedProtocol;
import org.siguard.net.NetworkProfile;
import org.siguard.net.Prediction;

class SpeedTest {
    @TempDir
    Path folder;

    private static Workload work(int rounds, long bytes, long multiplyAdds) {
        Prediction network = new Prediction(rounds, rounds, bytes, 0);
        return new Workload(network, network.schedule(), multiplyAdds, 0);
    }

    /** A machine of 20 µs a round, 3 ns a byte and 2 ns a multiplication. */
    private static double truth(Workload work) {
        return (20_000.0 * work.network().rounds() + 3.0 * work.network().bytes() + 2.0 * work.multiplyAdds()) / 1e9;
    }

    @Test
    void itFindsWhatTimesWereMadeFrom() {
        SplittableRandom random = new SplittableRandom(1);
        List<Speed.Seen> seen = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Workload work = work((int) Math.exp(9 * random.nextDouble()), (long) Math.exp(19 * random.nextDouble()),
                    (long) Math.exp(22 * random.nextDouble()));
            seen.add(Speed.Seen.of(work, truth(work)));
        }
        Speed speed = new Speed(seen);
        for (Workload other : List.of(work(5_000, 100, 100), work(10, 50_000_000, 100), work(10, 100, 5_000_000_000L))) {
            assertThat(speed.computing(other)).isCloseTo(truth(other), withinPercentage(10));
        }
    }

    @Test
    void whatWasSeenIsPredictedAsItWasAndTheLatestCounts() {
        Workload work = work(500, 1_000_000, 30_000_000);
        Speed speed = new Speed(List.of()).with(List.of(Speed.Seen.of(work, 5)), 10).with(List.of(Speed.Seen.of(work, 2)), 10);
        assertThat(speed.seen()).hasSize(1);
        assertThat(speed.computing(work)).isCloseTo(2, withinPercentage(3));
        assertThat(speed.seconds(work, NetworkProfile.WAN)).as("the network comes on top: 500 rounds of 20 ms")
                .isGreaterThan(2 * 0.97 + 10);
        Workload unlike = work(1, 10, 10);
        assertThat(speed.computing(unlike)).as("work of another kind is hardly touched by it").isLessThan(0.01);
    }

    /** A measurement that fell into a busy moment, thirty times slower: the next prediction is three times as long, no more; a second makes it nine. */
    @Test
    void oneBadMomentDoesNotSpoilWhatFollows() {
        Workload work = work(40, 2_000_000, 1_000_000);
        Speed speed = new Speed(List.of(Speed.Seen.of(work, 0.015))).with(List.of(Speed.Seen.of(work, 0.47)), 10);
        assertThat(speed.computing(work)).isCloseTo(0.045, withinPercentage(5));
        assertThat(speed.with(List.of(Speed.Seen.of(work, 0.47)), 10).computing(work)).isCloseTo(0.135, withinPercentage(7));
        assertThat(speed.with(List.of(Speed.Seen.of(work, 0.014)), 10).computing(work)).as("faster is believed at once").isCloseTo(0.014,
                withinPercentage(3));
    }

    /** One run without a guard fell into a very busy moment, and nothing like the guard was ever seen: 600 rounds are not free for that. */
    @Test
    void aGuardIsNeverPredictedToTakeLessThanItsMessages() {
        Workload inference = work(38, 2_100_000, 5_000_000);
        Workload guarded = work(643, 40_000_000, 9_000_000);
        Speed speed = new Speed(List.of(Speed.Seen.of(inference, 2)));
        assertThat(speed.seconds(guarded, NetworkProfile.LAN)).as("the case in point")
                .isLessThan(speed.seconds(inference, NetworkProfile.LAN));
        RunResult.Foreseen seconds = Latencies.foreseen(speed, inference, guarded, NetworkProfile.LAN, 1);
        assertThat(seconds.guard()).isCloseTo(guarded.networkSeconds(NetworkProfile.LAN) - inference.networkSeconds(NetworkProfile.LAN),
                within(1e-9)).isPositive();
    }

    /** However uneven the machine was while it was looked at: a busy moment, a factor of four, in the middle of what was seen. */
    @Test
    void moreWorkIsNeverPredictedToTakeLessTime() {
        List<Speed.Seen> seen = new ArrayList<>();
        double[] disturbance = {1, 4, 1};
        long[] batches = {1, 16, 100};
        for (int i = 0; i < batches.length; i++) {
            Workload inference = work(11, 40_000 * batches[i], 60_000 * batches[i]);
            Workload guard = work(160, 90_000 * batches[i], 70_000 * batches[i]);
            seen.add(Speed.Seen.of(inference, truth(inference)));
            seen.add(Speed.Seen.of(guard, disturbance[i] * truth(guard)));
        }
        Speed speed = new Speed(seen);
        double before = 0;
        for (int steps = 1; steps <= 300; steps++) {
            double now = speed.computing(work(60 * steps, 4_000_000L * steps, 3_500_000L * steps));
            assertThat(now).as("%d steps of the search", steps).isGreaterThan(before);
            before = now;
        }
    }

    @Test
    void nothingSeenIsWhatIsAssumed() {
        assertThat(new Speed(List.of()).known()).isFalse();
        assertThat(new Speed(List.of()).computing(work(1_000, 0, 0))).isEqualTo(0.006, within(1e-9));
    }

    /** Of a machine that keeps to the model, of one of which half of what was seen was disturbed, and of one that was never seen. */
    @Test
    void whatIsUnlikeAnythingSeenIsInDoubt() {
        List<Speed.Seen> even = new ArrayList<>();
        List<Speed.Seen> uneven = new ArrayList<>();
        for (int i = 1; i <= 8; i++) {
            Workload work = work(40 * i * i, 300_000L * i, 200_000L * i);
            even.add(Speed.Seen.of(work, truth(work)));
            uneven.add(Speed.Seen.of(work, truth(work) * (i % 2 == 0 ? 3 : 1)));
        }
        Workload seen = work(40, 300_000, 200_000);
        Workload like = work(60, 400_000, 250_000);
        Workload far = work(40_000, 900_000_000, 200_000_000);
        assertThat(new Speed(even).doubt(seen)).isCloseTo(1.25, within(1e-9));
        assertThat(new Speed(even).doubt(far)).isCloseTo(1.25 * 1.25, within(1e-6));
        assertThat(new Speed(uneven).doubt(seen)).isCloseTo(1.25, within(1e-9));
        assertThat(new Speed(uneven).doubt(like)).isBetween(1.25, 1.7);
        assertThat(new Speed(uneven).doubt(far)).isGreaterThan(2);
        assertThat(new Speed(List.of()).doubt(seen)).isEqualTo(4);
    }

    @Test
    void itIsRememberedAndABrokenFileIsMadeAnew() throws Exception {
        ReplicatedProtocol engine = new ReplicatedProtocol();
        Workload work = work(500, 1_000_000, 30_000_000);
        MachineSpeed.in(folder).learn(engine, List.of(Speed.Seen.of(work, 2)));
        assertThat(MachineSpeed.in(folder).of(engine).computing(work)).isCloseTo(2, withinPercentage(3));
        Path file = folder.resolve(engine.name() + ".json");
        Files.writeString(file, Files.readString(file).replace("\"machine\" : \"", "\"machine\" : \"another "));
        assertThat(MachineSpeed.in(folder).of(engine).known()).as("another machine's").isFalse();
        Files.writeString(file, "{");
        MachineSpeed again = MachineSpeed.in(folder);
        assertThat(again.of(engine).known()).isFalse();
        again.calibrate(engine, () -> List.of(Speed.Seen.of(work, 3)));
        again.await(engine, Cancellation.never());
        assertThat(MachineSpeed.in(folder).of(engine).computing(work)).isCloseTo(3, withinPercentage(3));
    }
}
