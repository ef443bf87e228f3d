package org.siguard.experiment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.siguard.base.Cancellation;
import org.siguard.base.JsonObject;
import org.siguard.base.UserCache;
import org.siguard.base.UserMistake;
import org.siguard.mpc.Protocol;
import org.siguard.ring.Kernels;

/**
 * How fast this machine computes on each engine, as it was seen to: what latency is predicted from, with declared costs. It is measured
 * once in the background, kept in a folder with what it depends on, and put right by every measured run.
 */
public final class MachineSpeed {
    /** Another folder than the user's: tests run on busy machines, and are not to teach what is slow. */
    private static final String FOLDER = "siguard.speed";

    private static final String FORMAT = "siguard-speed";
    private static final int VERSION = 1;
    private static final int MOST = 64;
    private static final int MOST_BYTES = 1 << 20;

    private final Path folder;
    private final Map<String, Speed> speeds = new HashMap<>();
    private final Map<String, CompletableFuture<Void>> calibrations = new HashMap<>();

    private MachineSpeed(Path folder) {
        this.folder = folder;
    }

    /** Remembered in a folder. A file there that cannot be used is written anew. */
    public static MachineSpeed in(Path folder) {
        return new MachineSpeed(folder);
    }

    /** In the user's cache. */
    public static MachineSpeed ofThisUser() {
        String named = System.getProperty(FOLDER);
        if (named != null) {
            return in(Path.of(named));
        }
        return in(UserCache.folder().resolve("speed"));
    }

    /** Forgotten at the end. */
    static MachineSpeed forgotten() {
        return new MachineSpeed(null);
    }

    /** Another machine's, as it {@link #told} it: predictions here are then the ones that it would make itself, to the last bit. */
    public static MachineSpeed told(JsonObject json) {
        MachineSpeed speeds = forgotten();
        for (String engine : json.keys()) {
            speeds.speeds.put(engine, new Speed(seen(json, engine)));
        }
        return speeds;
    }

    /** What is known of all engines, for another machine. */
    public synchronized ObjectNode told() {
        ObjectNode json = JsonObject.create();
        for (String engine : Engines.names()) {
            write(json.putArray(engine), of(Engines.byName(engine)));
        }
        return json;
    }

    /** What is known of an engine by now. */
    synchronized Speed of(Protocol engine) {
        return speeds.computeIfAbsent(engine.name(), name -> new Speed(read(name)));
    }

    /** Begins to measure in the background, unless that was done before or is under way. */
    synchronized void calibrate(Protocol engine, Supplier<List<Speed.Seen>> measure) {
        if (of(engine).known() || calibrations.containsKey(engine.name())) {
            return;
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        calibrations.put(engine.name(), done);
        Thread.ofPlatform().name("calibration").daemon().start(() -> {
            try {
                learn(engine, measure.get());
                done.complete(null);
            } catch (RuntimeException | Error e) {
                done.completeExceptionally(e);
            } finally {
                synchronized (this) {
                    calibrations.remove(engine.name());
                }
            }
        });
    }

    /** Waits until the measurement that is under way is over, if there is one; a failed one leaves what is assumed. */
    void await(Protocol engine, Cancellation cancellation) {
        CompletableFuture<Void> running;
        synchronized (this) {
            CompletableFuture<Void> shared = calibrations.get(engine.name());
            running = shared == null ? null : shared.copy();
        }
        if (running != null) {
            try (Cancellation.Registration stop = cancellation.onRequest(() -> running.complete(null))) {
                running.exceptionally(e -> null).join();
            }
            cancellation.check();
        }
    }

    /** What was seen just now. */
    synchronized void learn(Protocol engine, List<Speed.Seen> now) {
        Speed known = of(engine).with(now, MOST);
        speeds.put(engine.name(), known);
        if (folder != null) {
            write(engine.name(), known);
        }
    }

    /** Another JVM, other kernels or another number of processors are another machine. */
    private static String machine() {
        return Runtime.version() + ", " + Kernels.inUse() + ", " + Runtime.getRuntime().availableProcessors() + " processors";
    }

    private List<Speed.Seen> read(String engine) {
        List<Speed.Seen> out = new ArrayList<>();
        if (folder == null || !Files.exists(file(engine))) {
            return out;
        }
        try {
            JsonObject json = JsonObject.read(file(engine), MOST_BYTES);
            if (json.text("format").equals(FORMAT) && json.whole("version", 0, Integer.MAX_VALUE) == VERSION
                    && json.text("machine").equals(machine())) {
                out.addAll(seen(json, "seen"));
            }
        } catch (UserMistake e) {
            out.clear(); // a cache: it is made again
        }
        return out;
    }

    private static List<Speed.Seen> seen(JsonObject json, String key) {
        return json.objects(key).stream().map(seen -> new Speed.Seen((int) seen.whole("rounds", 0, Integer.MAX_VALUE),
                seen.whole("bytes", 0, Long.MAX_VALUE), seen.whole("multiplyAdds", 0, Long.MAX_VALUE), seen.real("seconds", 1e-9, 1e9)))
                .toList();
    }

    private static void write(ArrayNode list, Speed speed) {
        for (Speed.Seen seen : speed.seen()) {
            list.addObject().put("rounds", seen.rounds()).put("bytes", seen.bytes()).put("multiplyAdds", seen.multiplyAdds())
                    .put("seconds", seen.seconds());
        }
    }

    private void write(String engine, Speed speed) {
        var root = JsonObject.create().put("format", FORMAT).put("version", VERSION).put("machine", machine());
        write(root.putArray("seen"), speed);
        try {
            JsonObject.write(file(engine), root);
        } catch (UserMistake e) {
            System.getLogger(MachineSpeed.class.getName()).log(System.Logger.Level.DEBUG, e.getMessage());
        }
    }

    private Path file(String engine) {
        return folder.resolve(engine + ".json");
    }
}
