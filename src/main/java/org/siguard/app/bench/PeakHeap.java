package org.siguard.app.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.siguard.model.InferenceSession;
import org.siguard.model.Model;
import org.siguard.model.Zoo;
import org.siguard.mpc.replicated.ReplicatedProtocol;
import org.siguard.net.NetworkProfile;

/**
 * The heap that an inference gets by with: the smallest of some limits under which a process of its own builds the network, shares
 * it among three parties and asks three times.
 */
record PeakHeap(String network) implements Benchmark {
    private static final int[] LIMITS = {768, 1_024, 1_280, 1_536, 1_792, 2_048, 3_072, 4_096};
    private static final int QUERIES = 3;

    @Override
    public String name() {
        return network + "/peak-heap";
    }

    @Override
    public List<Result> run(Effort effort) {
        for (int limit : LIMITS) {
            if (suffices(limit)) {
                return List.of(new Result(name(), limit, Unit.MEGABYTES, 1, 0, 0, null));
            }
        }
        throw new IllegalStateException(network + " does not end well within " + LIMITS[LIMITS.length - 1] + " MB");
    }

    private boolean suffices(int limit) {
        try {
            List<String> command = FreshProcess.command(PeakHeap.class, "-Xmx" + limit + "m", "-XX:+ExitOnOutOfMemoryError");
            command.add(network);
            return new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while another process was at work", e);
        }
    }

    /** The other process. */
    public static void main(String[] args) {
        Model model = Zoo.build(args[0], 1, 1);
        List<float[]> records = Networks.records(model, 1);
        try (InferenceSession session = Networks.open(model, new ReplicatedProtocol(), NetworkProfile.IN_PROCESS)) {
            for (int i = 0; i < QUERIES; i++) {
                Networks.infer(session, records);
            }
        }
    }
}
