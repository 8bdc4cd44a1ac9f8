package io.vasari.scores.verdict;

import java.util.List;

/** How classes are called in a sentence: "ones" and "digits 0 and 6", or "class cat". */
record ClassWords(String noun, String plural) {
    private static final List<String> DIGITS =
            List.of("zeros", "ones", "twos", "threes", "fours", "fives", "sixes", "sevens", "eights", "nines");

    static ClassWords of(List<String> classNames) {
        boolean digits = classNames.size() == DIGITS.size()
                && classNames.stream()
                                .distinct()
                                .filter(name -> name.matches("\\d"))
                                .count()
                        == DIGITS.size();
        return digits ? new ClassWords("digit", "digits") : new ClassWords("class", "classes");
    }

    /** With its verb: "ones are", "class cat is". */
    String being(String name) {
        return noun.equals("digit") ? DIGITS.get(Integer.parseInt(name)) + " are" : noun + " " + name + " is";
    }

    /** "digit 3 is", "digits 0, 2 and 6 are". */
    String being(List<String> names) {
        if (names.size() == 1) {
            return noun + " " + names.get(0) + " is";
        }
        String firsts = String.join(", ", names.subList(0, names.size() - 1));
        return plural + " " + firsts + " and " + names.get(names.size() - 1) + " are";
    }
}
