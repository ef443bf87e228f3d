package org.siguard.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.siguard.mpc.CostSheet;
import org.siguard.mpc.Outside;
import org.siguard.mpc.Rehearsal;
import org.siguard.mpc.Shared;
import org.siguard.ring.FixedPoint;
import org.siguard.ring.Shape;

/**
 * What running a network on shares will cost, layer by layer, computed from its shapes and the protocol's declared costs before
 * anything runs. Messages are exact: tests hold them against the wire. Memory is an estimate.
 *
 * <p>What no plan can know is whether the numbers fit: every value inside of the network, and every sum of products, must stay below
 * 2^(62 - 2f) in magnitude, f being the fractional bits (2^30, about a thousand million, at 16), or the result means nothing.
 *
 * @param weights sharing the weights, which is paid once
 * @param input   sharing a batch of records
 * @param layers  one entry a layer, in order
 * @param release opening the logits to the client
 */
public record InferencePlan(int batch, Step weights, Step input, List<Step> layers, Step release) {
    /**
     * What a secret number takes in all parties together, in bytes: each of three summands stands with two of them, and the assistant keeps
     * the sum of its two.
     */
    private static final int SHARE_BYTES = 7 * Long.BYTES;

    /**
     * One step.
     *
     * @param path         the operation under which a session counts what the step costs; empty for the whole
     * @param multiplyAdds of the plain computation
     * @param messages     sent by all parties
     * @param bytes        sent by all parties
     * @param memory       an estimate in bytes, all parties together: the shares alive, the step's own values and its messages
     */
    public record Step(String name, String path, String type, Shape shape, long multiplyAdds, long comparisons, int rounds, long messages,
            long bytes,
            long memory) {
        private Step plus(Step other) {
            return new Step(name, path, type, shape, multiplyAdds + other.multiplyAdds, comparisons + other.comparisons,
                    rounds + other.rounds, messages + other.messages, bytes + other.bytes, Math.max(memory, other.memory));
        }
    }

    /**
     * The plan for a spec as it is; fold it first, where it will be folded. A batch that no array holds is a mistake, told with the layer
     * and the largest batch.
     */
    public static InferencePlan of(ModelSpec spec, int batch, CostSheet sheet, FixedPoint fixedPoint) {
        LargestBatch.of(spec, fixedPoint).require(batch);
        Rehearsal stage = new Rehearsal(fixedPoint, sheet);
        SharedModel model = SharedModel.take(stage, spec);
        Rehearsal.Tally taken = stage.tally();
        long resident = SHARE_BYTES * taken.values();
        Step weights = step("weights", SessionProgram.WEIGHTS, "input", Shape.of((int) Math.min(Integer.MAX_VALUE, taken.values())), taken,
                resident);
        Shape records = SharedLayers.batch(batch, spec.input());
        Shared input = stage.input(Outside.CLIENT, records);
        Step shared = step("input", SessionProgram.INPUT, "input", records, stage.tally().since(taken), resident);
        List<Step> layers = new ArrayList<>();
        AtomicReference<Rehearsal.Tally> before = new AtomicReference<>(stage.tally());
        Map<String, Shape> shapes = spec.shapes();
        Alive alive = new Alive(spec, batch);
        List<ModelSpec.Node> steps = spec.steps();
        Shared logits = model.logits(input, (node, step, count) -> {
            if (step > 0) {
                layers.add(layer(steps.get(step - 1), batch, shapes, stage.tally().since(before.get()), resident, alive));
            }
            before.set(stage.tally());
        });
        layers.add(layer(steps.get(steps.size() - 1), batch, shapes, stage.tally().since(before.get()), resident, alive));
        before.set(stage.tally());
        stage.reveal(logits, Outside.CLIENT);
        Step release = step("release", SessionProgram.RELEASE, "reveal", logits.shape(), stage.tally().since(before.get()), resident);
        return new InferencePlan(batch, weights, shared, List.copyOf(layers), release);
    }

    private static Step layer(ModelSpec.Node node, int batch, Map<String, Shape> shapes, Rehearsal.Tally tally, long resident,
            Alive alive) {
        return step(node.name(), SharedModel.path(node.name()), node.layer().type(), SharedLayers.batch(batch, shapes.get(node.name())),
                tally,
                resident + SHARE_BYTES * alive.during(node));
    }

    private static Step step(String name, String path, String type, Shape shape, Rehearsal.Tally tally, long resident) {
        return new Step(name, path, type, shape, tally.multiplyAdds(), tally.comparisons(), tally.cost().rounds(), tally.cost().messages(),
                tally.cost().bytes(), resident + SHARE_BYTES * tally.values() + tally.cost().bytes());
    }

    /** The steps of a batch in the order in which they happen, without the sharing of the weights. */
    public List<Step> steps() {
        List<Step> steps = new ArrayList<>(layers);
        steps.addFirst(input);
        steps.add(release);
        return steps;
    }

    /** Everything a batch takes, without the sharing of the weights. */
    public Step total() {
        return layers.stream().reduce(new Step("total", "", "", release.shape(), 0, 0, 0, 0, 0, 0), Step::plus).plus(input).plus(release);
    }

    /** How many numbers of earlier layers are still needed while a layer runs. */
    private static final class Alive {
        private final LastUse lastUse;
        private final Map<String, Shape> shapes;
        private final int batch;
        private long values;

        Alive(ModelSpec spec, int batch) {
            lastUse = new LastUse(spec);
            shapes = spec.shapes();
            this.batch = batch;
            values = (long) batch * spec.input().size();
        }

        long during(ModelSpec.Node node) {
            long now = values;
            values += (long) batch * shapes.get(node.name()).size();
            lastUse.at(node.name()).forEach(gone -> values -= (long) batch * shapes.get(gone).size());
            return now;
        }
    }
}
