package org.siguard.net;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What one party's messages cost, told apart by operation. Operations nest: what is sent during {@code compare} inside
 * {@code softmax} inside {@code guard} counts under {@code guard/softmax/compare}, and under that alone.
 */
public final class TrafficMeter {
    private final PartyClock clock;
    private final Runnable checkpoint;
    private final Node root = new Node("", null);
    /** Written by the party's thread alone; a watchdog reads it. */
    private volatile Node current = root;
    private String failedIn = "";

    private final Party party;

    public TrafficMeter(Party party, PartyClock clock) {
        this(party, clock, () -> {
        });
    }

    /**
     * @param checkpoint called before every operation; what it throws ends the party
     */
    TrafficMeter(Party party, PartyClock clock, Runnable checkpoint) {
        this.party = party;
        this.clock = clock;
        this.checkpoint = checkpoint;
    }

    /** Whose costs are counted here. */
    public Party party() {
        return party;
    }

    /** Where this party stands now, for others to go on from there: see {@link #await}. */
    public Moment now() {
        return new Moment(clock.nanos(), clock.rounds());
    }

    /**
     * Waits for word from outside of the network, such as that there is something to do. On the party's clock it comes when it was given,
     * whatever the wait took, and needs no round.
     */
    public <T> T await(Supplier<T> word, Function<T, Moment> given) {
        current.spend(clock.nanos());
        T told = clock.standStill(word, given);
        current.since = clock.nanos();
        return told;
    }

    /** A point on a party's clock. */
    public record Moment(long nanos, int rounds) {
    }

    /** Does some work as an operation of this name, inside the one that is open. */
    public <T> T in(String name, Supplier<T> work) {
        enter(name);
        try {
            T result = work.get();
            failedIn = "";
            return result;
        } catch (Throwable e) {
            failedIn = failedIn.isEmpty() ? path() : failedIn;
            throw e;
        } finally {
            leave();
        }
    }

    /** Does some work that has no result as an operation of this name. */
    public void in(String name, Runnable work) {
        in(name, () -> {
            work.run();
            return null;
        });
    }

    private void enter(String name) {
        checkpoint.run();
        long now = clock.nanos();
        current.spend(now);
        current = current.child(name);
        current.since = now;
    }

    private void leave() {
        long now = clock.nanos();
        current.spend(now);
        current = current.parent;
        current.since = now;
    }

    /**
     * The innermost operation that ended by the exception that is on its way up, with those around it; empty where there is none, or where
     * it was caught.
     */
    public String failedIn() {
        return failedIn;
    }

    /** The operation that is open, with those around it, outermost first; empty where none is. Any thread may ask. */
    public String path() {
        StringBuilder path = new StringBuilder();
        for (Node node = current; node.parent != null; node = node.parent) {
            path.insert(0, path.isEmpty() ? node.name : node.name + "/");
        }
        return path.toString();
    }

    /** Counting starts now. */
    void begin() {
        root.since = clock.nanos();
    }

    /** Counting ends now. */
    void end() {
        long now = clock.nanos();
        current.spend(now);
        current.since = now;
    }

    void sent(long bytes) {
        current.messages++;
        current.bytes += bytes;
    }

    void advanced(int rounds) {
        current.rounds += rounds;
    }

    /** Notes what the operation that is open would cost elsewhere: kept apart from what was counted. */
    public void predict(int rounds, long messages, long bytes, long dealt) {
        current.predicted = current.predicted.plus(new Prediction(rounds, messages, bytes, dealt));
    }

    /** What was noted by {@link #predict}, by operation path. */
    public Map<String, Prediction> predictions() {
        Map<String, Prediction> out = new LinkedHashMap<>();
        root.collectPredictions("", out);
        return out;
    }

    /** Costs by operation path, in the order in which operations first came up. */
    public Map<String, Traffic> byOperation() {
        Map<String, Traffic> out = new LinkedHashMap<>();
        root.collect("", out);
        return out;
    }

    private static final class Node {
        private final String name;
        private final Node parent;
        private final Map<String, Node> children = new LinkedHashMap<>();
        private int rounds;
        private long messages;
        private long bytes;
        private long nanos;
        private long since;
        private Prediction predicted = Prediction.NONE;

        Node(String name, Node parent) {
            this.name = name;
            this.parent = parent;
        }

        Node child(String childName) {
            Node child = children.get(childName);
            if (child == null) {
                child = new Node(childName, this);
                children.put(childName, child);
            }
            return child;
        }

        void spend(long now) {
            nanos += now - since;
        }

        void collectPredictions(String prefix, Map<String, Prediction> out) {
            String path = prefix.isEmpty() ? name : prefix + "/" + name;
            if (predicted.messages() > 0) {
                out.put(path, predicted);
            }
            children.values().forEach(child -> child.collectPredictions(path, out));
        }

        void collect(String prefix, Map<String, Traffic> out) {
            String path = prefix.isEmpty() ? name : prefix + "/" + name;
            if (parent != null || messages > 0) {
                out.put(parent == null ? "other" : path, new Traffic(rounds, messages, bytes, nanos));
            }
            children.values().forEach(child -> child.collect(path, out));
        }
    }
}
