package org.siguard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The house as {@code docs/architecture.md} draws it.
 *
 * @param arrows of the picture, by the room they begin at: those that no other arrows replace
 * @param table  of all direct uses
 */
record HousePicture(SortedMap<String, SortedSet<String>> arrows, SortedMap<String, SortedSet<String>> table) {
    private static final Pattern PICTURE = Pattern.compile("```mermaid\n(.*?)```", Pattern.DOTALL);
    private static final Pattern ROOM = Pattern.compile("^ +(\\w+)\\[\"([a-z.]+): [^\"]+\"]$", Pattern.MULTILINE);
    private static final Pattern ARROWS = Pattern.compile("^ +(\\w+) --> (\\w+(?: & \\w+)*)$", Pattern.MULTILINE);
    private static final Pattern ROW = Pattern.compile("^\\| `([a-z.]+)` \\|((?: `[a-z.]+`)*) \\|$", Pattern.MULTILINE);

    /** Reads the page. What looks like a part of the picture and is none is refused, lest it be drawn and not checked. */
    static HousePicture read(String page) {
        List<String> pictures = PICTURE.matcher(page).results().map(found -> found.group(1)).toList();
        if (pictures.size() != 1) {
            throw new IllegalArgumentException("one picture is wanted, and there are " + pictures.size());
        }
        SortedMap<String, SortedSet<String>> arrows = new TreeMap<>();
        for (Matcher room = ROOM.matcher(pictures.get(0)); room.find();) {
            if (!room.group(1).replace('_', '.').equals(room.group(2))) {
                throw new IllegalArgumentException("the box " + room.group(1) + " says that it is " + room.group(2));
            }
            arrows.put(room.group(2), new TreeSet<>());
        }
        int drawn = 0;
        for (Matcher line = ARROWS.matcher(pictures.get(0)); line.find(); drawn++) {
            Arrays.stream(line.group(2).split(" & ")).forEach(to -> arrows.get(name(line.group(1), arrows)).add(name(to, arrows)));
        }
        if (drawn != pictures.get(0).lines().filter(line -> line.matches(".*[-=.]>.*|.*<[-=.].*|.*---.*|.*===.*")).count()) {
            throw new IllegalArgumentException("every arrow must look like: user --> used & used");
        }
        SortedMap<String, SortedSet<String>> table = new TreeMap<>();
        for (Matcher row = ROW.matcher(page); row.find();) {
            table.put(row.group(1), new TreeSet<>(Arrays.stream(row.group(2).split("[ `]+")).filter(word -> !word.isEmpty()).toList()));
        }
        return new HousePicture(arrows, table);
    }

    private static String name(String box, Map<String, ?> rooms) {
        String room = box.replace('_', '.');
        if (!rooms.containsKey(room)) {
            throw new IllegalArgumentException("an arrow begins or ends at " + room + ", which is no box of the picture");
        }
        return room;
    }

    /** What must be changed for page and code to say the same: empty where they do. */
    List<String> differences(SortedMap<String, SortedSet<String>> code) {
        List<String> out = new ArrayList<>();
        compare(arrows, withoutDetours(code), "the picture", " --> ", out);
        compare(table, code, "the table", " uses ", out);
        return out;
    }

    private static void compare(SortedMap<String, SortedSet<String>> page, SortedMap<String, SortedSet<String>> code, String where,
            String arrow, List<String> out) {
        Set<String> rooms = new TreeSet<>(page.keySet());
        rooms.addAll(code.keySet());
        for (String room : rooms) {
            if (!page.containsKey(room) || !code.containsKey(room)) {
                out.add("the room " + room + (page.containsKey(room) ? " is in " + where + " alone" : " is not in " + where));
                continue;
            }
            code.get(room).stream().filter(to -> !page.get(room).contains(to))
                    .forEach(to -> out.add("add to " + where + ": " + room + arrow + to));
            page.get(room).stream().filter(to -> !code.get(room).contains(to))
                    .forEach(to -> out.add("remove from " + where + ": " + room + arrow + to));
        }
    }

    /** Without those arrows that a way along others replaces; in a house where nothing points up, there is one such picture only. */
    static SortedMap<String, SortedSet<String>> withoutDetours(SortedMap<String, SortedSet<String>> all) {
        SortedMap<String, SortedSet<String>> out = new TreeMap<>();
        all.forEach((room, used) -> {
            SortedSet<String> needed = new TreeSet<>(used);
            needed.removeIf(to -> used.stream().anyMatch(by -> !by.equals(to) && reachable(by, all, new HashSet<>()).contains(to)));
            out.put(room, needed);
        });
        return out;
    }

    private static Set<String> reachable(String from, SortedMap<String, SortedSet<String>> all, Set<String> seen) {
        for (String to : all.getOrDefault(from, new TreeSet<>())) {
            if (seen.add(to)) {
                reachable(to, all, seen);
            }
        }
        return seen;
    }
}
