package org.siguard.experiment.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.siguard.attack.Needs;
import org.siguard.attack.metric.AttackFigures;
import org.siguard.attack.metric.AttackTrial;
import org.siguard.attack.metric.Estimate;
import org.siguard.base.JsonObject;
import org.siguard.base.UserMistake;

/**
 * What an audit measured so far, a file a channel, so that one that was stopped or killed goes on with the channels that it has not
 * finished. Files are replaced as a whole, or not at all, and bear the key of all that decides what they say: one of another audit, sample or
 * program, or one that is damaged, is as good as not there. Scores are kept to the last bit: what follows from them is the same
 * whether the audit was interrupted or not.
 *
 * @param folder for the files of this key alone
 * @param key    of everything that decides what is measured
 * @param all    the records of the audit
 * @param seed   of the audit
 */
record KeptChannels(Path folder, String key, AuditResult.Records all, long seed) {
    private static final int MOST_BYTES = 1 << 30;

    private Path file(String channel) {
        return folder.resolve(AuditFiles.fileName(channel) + ".json");
    }

    Optional<Measured> read(Channel channel) {
        if (!Files.exists(file(channel.name()))) {
            return Optional.empty();
        }
        try {
            JsonObject json = JsonObject.read(file(channel.name()), MOST_BYTES);
            boolean ours = json.text("key").equals(key) && json.text("channel").equals(channel.name());
            return ours ? Optional.of(measured(json, channel)) : Optional.empty();
        } catch (UserMistake | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    void write(Measured measured) {
        ObjectNode json = JsonObject.create().put("key", key).put("channel", measured.channel());
        json.put("right", IntStream.range(0, measured.right().length).mapToObj(i -> measured.right()[i] ? "1" : "0")
                .reduce("", String::concat));
        json.put("confidence", text(measured.confidence()));
        AuditResult.Utility utility = measured.utility();
        json.put("utility", text(utility.top1().value(), utility.top1().low(), utility.top1().high(), utility.labelKept(),
                utility.orderKept(), utility.distortion(), utility.calibration(), utility.unchanged()));
        json.put("rounds", measured.rounds()).put("bytes", measured.bytes());
        measured.attacks().forEach(attack -> write(attack, json.withArray("attacks").addObject()));
        JsonObject.write(file(measured.channel()), json);
    }

    private static void write(AuditResult.Attacked attack, ObjectNode json) {
        json.put("name", attack.name()).put("explanation", attack.explanation());
        Needs needs = attack.needs();
        json.put("labels", needs.labels()).put("queries", needs.queries()).put("shadows", needs.shadows())
                .put("references", needs.references()).put("population", needs.population()).put("steps", needs.steps())
                .put("randomInputs", needs.randomInputs());
        json.put("targetQueries", attack.cost().targetQueries()).put("ownQueries", attack.cost().ownQueries())
                .put("models", attack.cost().models());
        Arrays.stream(attack.places()).forEach(json.putArray("places")::add);
        json.put("scores", text(attack.trial().scores())).put("threshold", text(attack.trial().threshold()));
        attack.carriedOver().ifPresent(from -> json.put("carriedOver", from));
    }

    private Measured measured(JsonObject json, Channel channel) {
        List<AuditResult.Attacked> attacks = new ArrayList<>();
        for (JsonObject attack : json.objects("attacks")) {
            attacks.add(attacked(attack));
        }
        String right = json.text("right");
        double[] confidence = numbers(json.text("confidence"), all.size());
        if (right.length() != all.size()) {
            throw new IllegalArgumentException(right.length() + " answers for " + all.size() + " records");
        }
        boolean[] rights = new boolean[all.size()];
        for (int i = 0; i < rights.length; i++) {
            rights[i] = right.charAt(i) == '1';
        }
        double[] u = numbers(json.text("utility"), 8);
        return new Measured(channel.name(), channel.guarded(), attacks, rights, confidence,
                new AuditResult.Utility(new Estimate(u[0], u[1], u[2]), u[3], u[4], u[5], u[6], u[7]),
                (int) json.whole("rounds", 0, Integer.MAX_VALUE), json.whole("bytes", 0, Long.MAX_VALUE));
    }

    private AuditResult.Attacked attacked(JsonObject json) {
        int[] places = Arrays.stream(json.wholes("places", 0, all.size() - 1)).mapToInt(Math::toIntExact).toArray();
        boolean[] member = new boolean[places.length];
        for (int i = 0; i < member.length; i++) {
            member[i] = all.member()[places[i]];
        }
        AttackTrial trial = new AttackTrial(numbers(json.text("scores"), places.length), numbers(json.text("threshold"), 1)[0], member);
        Needs needs = new Needs(json.flag("labels"), count(json, "queries"), count(json, "shadows"), count(json, "references"),
                json.flag("population"), json.flag("steps"), json.flag("randomInputs"));
        return new AuditResult.Attacked(AttackFigures.of(json.text("name"), trial, seed), json.text("explanation"), needs,
                new Needs.Cost(json.whole("targetQueries", 0, Long.MAX_VALUE), json.whole("ownQueries", 0, Long.MAX_VALUE),
                        count(json, "models")),
                places, trial, json.has("carriedOver") ? Optional.of(json.text("carriedOver")) : Optional.empty());
    }

    private static int count(JsonObject json, String key) {
        return (int) json.whole(key, 0, Integer.MAX_VALUE);
    }

    /** Every bit of them, infinite ones included. */
    private static String text(double... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * numbers.length);
        bytes.asDoubleBuffer().put(numbers);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private static double[] numbers(String text, int count) {
        byte[] bytes = Base64.getDecoder().decode(text);
        if (bytes.length != Double.BYTES * count) {
            throw new IllegalArgumentException(bytes.length + " bytes for " + count + " numbers");
        }
        double[] out = new double[count];
        ByteBuffer.wrap(bytes).asDoubleBuffer().get(out);
        return out;
    }
}
