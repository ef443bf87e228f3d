package org.siguard.experiment.audit;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.siguard.base.JsonObject;
import org.siguard.base.Names;
import org.siguard.base.UserMistake;
import org.siguard.experiment.Guards;

/**
 * What an audit looks into.
 *
 * @param sample     by name, or the folder that holds it
 * @param records    members and as many non-members at most, of those that no membership classifier was trained on
 * @param askedOften of these, members and as many non-members for attacks that ask many times
 * @param references models that likelihood-ratio attacks compare with, each trained on a random half of the target's records and
 *                   of its non-members; 0 leaves these attacks out
 * @param guards     by name, behind which the attacks are run as well
 * @param thorough   whether all reference models are asked about every record through guards of many rounds too, which takes long; else
 *                   some of them are, {@value Materials#ASKED_THROUGH_SLOW} that had it and as many that had not
 * @param seed       of all that is random
 * @param attacks    which families of attacks are tried; the gap attack always is, since all others are held against it
 * @param without    single attacks of these families that are left out, by name, with their adapted forms
 */
public record Audit(String sample, int records, int askedOften, int references, List<String> guards, boolean thorough, long seed,
        Set<Family> attacks, Set<String> without) {
    /** What a run without a guard calls it. */
    static final String NO_GUARD = "none";

    public static final int RECORDS = 1000;
    public static final int ASKED_OFTEN = 100;
    public static final int REFERENCES = 16;
    private static final int LEAST_REFERENCES = 4;

    /** Attacks that may be left out together. Those with reference models are left out by having none. */
    public enum Family {
        THRESHOLDS("thresholds", "Thresholds on what is released"),
        NETWORKS("networks", "Attack networks"),
        LABEL_ONLY("label-only", "Attacks that see labels alone"),
        GUARD_AWARE("guard-aware", "Attackers who know the guard, or h");

        private final String label;
        private final String about;

        Family(String label, String about) {
            this.label = label;
            this.about = about;
        }

        /** What files call it. */
        public String label() {
            return label;
        }

        /** For people. */
        public String about() {
            return about;
        }

        /** Its single attacks, by name; one that an audit cannot run through some channel is left out there. */
        public List<String> attacks() {
            return AuditAttacks.names(this);
        }

        static Family named(String label) {
            return Arrays.stream(values()).filter(family -> family.label.equals(label)).findFirst().orElseThrow(() -> new UserMistake(
                    Names.unknown("family of attacks", label, Arrays.stream(values()).map(Family::label).toList())));
        }
    }

    /** With all attacks. */
    public Audit(String sample, int records, int askedOften, int references, List<String> guards, boolean thorough, long seed) {
        this(sample, records, askedOften, references, guards, thorough, seed, EnumSet.allOf(Family.class), Set.of());
    }

    public Audit {
        guards = List.copyOf(guards);
        attacks = attacks.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(attacks));
        if (records < 20 || records > 100_000) {
            throw new UserMistake("An audit of " + records + " records on each side; give 20 to 100000.");
        }
        if (askedOften < 10 || askedOften > 10_000) {
            throw new UserMistake("An audit that asks many times about " + askedOften + " records on each side; give 10 to 10000.");
        }
        if (references != 0 && (references < LEAST_REFERENCES || references > 256 || references % 2 != 0)) {
            throw new UserMistake("An audit with " + references + " reference models; give an even number from " + LEAST_REFERENCES
                    + " to 256 (each record is in half of them, and LiRA takes two on each side), or 0 to leave LiRA and RMIA out.");
        }
        without = Collections.unmodifiableSet(new TreeSet<>(without));
        List<String> known = Arrays.stream(Family.values()).flatMap(family -> family.attacks().stream()).toList();
        for (String attack : without) {
            if (!known.contains(attack)) {
                throw new UserMistake(Names.unknown("single attack of an audit", attack, known));
            }
        }
        for (String guard : guards) {
            if (!Guards.names().contains(guard)) {
                throw new UserMistake(Names.unknown("guard", guard, Guards.names()));
            }
        }
    }

    /** What tables and folders call the sample. */
    public String sampleName() {
        Path last = Path.of(sample).toAbsolutePath().normalize().getFileName();
        return last == null ? "sample" : last.toString();
    }

    /**
     * Reads an audit from a file; what is not named has its default. A sample that is named with a slash is a folder, beside the file if it
     * does not begin at the root.
     */
    public static Audit read(Path file) {
        JsonObject json = JsonObject.read(file, 1 << 16);
        String named = json.text("sample");
        Audit audit = new Audit(named.contains("/") ? beside(file, named, json) : json.name("sample"),
                json.has("records") ? (int) json.whole("records", 20, 100_000) : RECORDS,
                json.has("askedOften") ? (int) json.whole("askedOften", 10, 10_000) : ASKED_OFTEN,
                json.has("references") ? (int) json.whole("references", 0, 256) : REFERENCES,
                json.has("guards") ? json.texts("guards") : allGuards(), json.has("thorough") && json.flag("thorough"),
                json.has("seed") ? json.whole("seed", 0, Integer.MAX_VALUE) : 1,
                json.has("attacks") ? json.texts("attacks").stream().map(Family::named).collect(Collectors.toSet())
                        : EnumSet.allOf(Family.class),
                json.has("without") ? Set.copyOf(json.texts("without")) : Set.of());
        json.requireNothingElse();
        return audit;
    }

    private static String beside(Path file, String named, JsonObject json) {
        try {
            return file.resolveSibling(named).toString();
        } catch (InvalidPathException e) {
            throw json.mistake("sample", "is no path; name a folder.");
        }
    }

    /** Every guard there is, one after another. */
    public static List<String> allGuards() {
        return Guards.names().stream().filter(name -> !name.equals(NO_GUARD)).toList();
    }
}
