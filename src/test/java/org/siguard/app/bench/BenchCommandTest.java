package org.siguard.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siguard.base.JsonObject;
import org.siguard.cli.CommandLineInterface;
import org.siguard.guard.Siguard;
import org.siguard.mpc.dealer.DealerProtocol;
import org.siguard.mpc.replicated.ReplicatedProtocol;

/** That the benchmarks run and say what they found in the agreed form; never how fast anything is. */
class BenchCommandTest {
    private static final Set<String> UNITS = Set.of("ns", "us", "ms", "s", "GB/s", "GMAC/s", "items/s", "%", "MB");
    private static final Machine MACHINE = new Machine(1.6, 2, "25", "vector512");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int bench(String... arguments) {
        return CommandLineInterface.execute(new PrintWriter(out), new PrintWriter(err), List.of(new BenchCommand()), arguments);
    }

    @Test
    void theRingSuiteRunsAndWritesTheSchema(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("ring.json");
        assertThat(bench("bench", "ring", "--quick", "--json", file.toString())).as(err.toString()).isZero();
        assertThat(out.toString()).contains("gemm-long", "random-stream", "plain loop");
        JsonObject report = JsonObject.parse(Files.readAllBytes(file), "ring.json");
        assertThat(report.keys()).containsExactly("suite", "machine", "results");
        assertThat(report.text("suite")).isEqualTo("ring");
        JsonObject machine = report.object("machine");
        assertThat(machine.keys()).containsExactly("plainGemmGmacs", "cores", "jdk", "simd");
        assertThat(machine.real("plainGemmGmacs", 0, 1e6)).isPositive();
        assertThat(machine.whole("cores", 1, 1 << 20)).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(report.objects("results")).hasSize(RingSuite.suite().benchmarks().size()).allSatisfy(result -> {
            assertThat(result.keys()).containsExactly("name", "median", "unit", "runs", "rounds", "bytes", "peer", "peerMedian", "ratio");
            assertThat(result.real("median", 0, 1e12)).isPositive();
            assertThat(result.whole("runs", 1, 1 << 20)).isPositive();
            assertThat(UNITS).contains(result.text("unit"));
        });
    }

    /** One benchmark that computes among three parties: its traffic is that of one operation, however often it was repeated. */
    @Test
    void anEngineBenchmarkCountsOneOperation() {
        Benchmark compare = EngineSuite.suite().benchmarks().stream().filter(b -> b.name().equals("compare-1")).findFirst().orElseThrow();
        Result result = compare.run(Effort.QUICK).get(0);
        assertThat(result.median()).isPositive();
        assertThat(result.rounds()).isEqualTo(2);
        assertThat(result.bytes()).isBetween(1L, 10_000L);
    }

    /** A network that is small enough; what is told apart adds up to what is told together. */
    @Test
    void anInferenceBenchmarkTellsOnlineFromOffline() {
        List<Result> results = new NetworkInference("mlp-8-4", "-dealer", 2, new DealerProtocol(), Unit.SECONDS, null).run(Effort.QUICK);
        assertThat(results).extracting(Result::name).containsExactly("mlp-8-4-dealer", "mlp-8-4-dealer/online",
                "mlp-8-4-dealer/offline", "mlp-8-4-dealer/LAN", "mlp-8-4-dealer/WAN");
        assertThat(results.get(1).bytes() + results.get(2).bytes()).isEqualTo(results.get(0).bytes());
        assertThat(results.get(1).rounds()).isEqualTo(results.get(0).rounds());
        assertThat(results.get(4).median()).as("rounds over 40 ms").isGreaterThan(0.02 * results.get(4).rounds());
        assertThat(results.get(3).median()).isLessThan(results.get(4).median());
    }

    @Test
    void thePartsOfAnInferenceAreThoseOfTheWhole() {
        List<Result> results = new InferenceParts("mlp-8-4-3", new DealerProtocol()).run(Effort.QUICK);
        assertThat(results).extracting(Result::name).containsExactly("mlp-8-4-3/linear-layers", "mlp-8-4-3/without-relu",
                "mlp-8-4-3/without-relu/products-a-core", "mlp-8-4-3/comparisons");
        assertThat(results).extracting(Result::median).allSatisfy(figure -> assertThat(figure).isNotNaN());
        assertThat(results.get(0).median()).as("products a second in the layers").isPositive();
        assertThat(results.get(0).rounds()).as("two a layer, less than with input and release").isEqualTo(4)
                .isLessThan(results.get(1).rounds());
        assertThat(results.get(3).rounds()).as("a comparison takes two, a selection one, less what is fused").isPositive();
    }

    /** One guarded query, its networks, and its parts: what happens outside of the steps, and in them, is all there is. */
    @Test
    void aGuardedQueryIsToldByOperation() {
        List<Result> results =
                new GuardSuite.Query("brief", GuardSuite.guard(Siguard.BRIEF), new ReplicatedProtocol(), null).run(Effort.QUICK);
        assertThat(results).extracting(Result::name).startsWith("brief", "brief/LAN", "brief/WAN")
                .contains("brief/examined step", "brief/examined step/softmax", "brief/normalise", "brief/adapt");
        int parts = results.stream().skip(3).filter(result -> result.name().chars().filter(c -> c == '/').count() == 1)
                .mapToInt(Result::rounds).sum();
        assertThat(parts).isEqualTo(results.get(0).rounds());
        assertThat(results.get(2).median()).as("rounds over 40 ms").isGreaterThan(0.02 * (results.get(2).rounds() - 10));
    }

    /** The boundary's rounds are batches: far fewer than the queries of a hundred records. */
    @Test
    void anAttackBenchmarkRuns() {
        List<Benchmark> all = AttackSuite.suite().benchmarks();
        assertThat(all).extracting(Benchmark::name).containsExactly("threshold-attacks-10k", "shokri-100-classes", "lira-16", "rmia-16",
                "boundary-100");
        assertThat(all.get(3).run(Effort.QUICK).get(0).median()).isPositive();
        List<Result> boundary = all.get(4).run(Effort.QUICK);
        assertThat(boundary).extracting(Result::name).containsExactly("boundary-100", "boundary-100/queries");
        assertThat(boundary.get(0).rounds()).isBetween(10, 1000);
        assertThat(boundary.get(1).median()).isPositive();
    }

    @Test
    void ofTimesAndOfRatesTheBetterOneIsAhead() {
        assertThat(new Result("time", 10, Unit.MILLISECONDS, 1, 0, 0, new Peer("peer", 20)).ratio()).isEqualTo(2, within(1e-12));
        assertThat(new Result("rate", 10, Unit.GIGABYTES_A_SECOND, 1, 0, 0, new Peer("peer", 20)).ratio()).isEqualTo(0.5, within(1e-12));
    }

    @Test
    void whereThereIsNoPeerTheFiguresAreNull() {
        Report report = new Report("ring", MACHINE, List.of(new Result("round", 1.5, Unit.MICROSECONDS, 7, 1, 16, null)));
        assertThat(report.json().path("results").path(0).toString()).isEqualTo("{\"name\":\"round\",\"median\":1.5,\"unit\":\"us\","
                + "\"runs\":7,\"rounds\":1,\"bytes\":16,\"peer\":null,\"peerMedian\":null,\"ratio\":null}");
    }

    @Test
    void aSuiteThatIsNotThereIsAMistakeOfTheUsers() {
        assertThat(bench("bench", "rings")).isEqualTo(2);
        assertThat(err.toString()).contains("no suite 'rings'").contains("ring, engine").hasLineCount(1);
    }
}
