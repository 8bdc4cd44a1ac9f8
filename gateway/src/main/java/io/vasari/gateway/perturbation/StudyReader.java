package io.vasari.gateway.perturbation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vasari.contracts.Expectation;
import io.vasari.contracts.Perturbation;
import io.vasari.contracts.Study;
import io.vasari.gateway.conditioning.ConditioningReader;
import io.vasari.gateway.errors.FieldError;
import io.vasari.gateway.request.Fields;
import io.vasari.gateway.request.JsonKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Reads a request for a study; what the model's card has a say in is left to whoever reads the job. Safe for use by many
 * threads if {@code random} is.
 *
 * @param random for the seeds, where none is named
 */
public record StudyReader(RandomGenerator random) {
    /** Rows of a grid. */
    public static final int MAX_PROMPTS = 64;

    /** Columns of a grid. */
    public static final int MAX_SEEDS = 64;

    static final int USUAL_SEEDS = 8;
    private static final long MAX_SEED = (1L << 53) - 1;
    private static final List<String> OF_JOBS = List.of("model", "revision", "priority", "tenant");
    private static final List<String> OF_STUDIES =
            List.of("template", "prompts", "perturbation", "expectation", "values", "variants", "seed", "seeds");
    private static final List<String> MADE_HERE = List.of("prompt", "prompts");

    /** The fields that it takes. */
    static List<String> fields() {
        var known = new ArrayList<>(OF_JOBS);
        known.addAll(OF_STUDIES);
        ConditioningReader.FIELDS.stream()
                .filter(name -> !MADE_HERE.contains(name))
                .forEach(known::add);
        return known;
    }

    /** Never fails: what is wrong is in the draft. */
    public StudyDraft read(ObjectNode request) {
        var fields = new Fields(request);
        fields.refuseUnknown(fields(), StudyReader::why);
        var seeds = seeds(fields);
        var perturbation = perturbation(fields);
        var expectation = expectation(fields).orElse(perturbation.usualExpectation());
        var prompts = new VariantReader(fields, perturbation, seeds.get(0)).read();
        var job = request.objectNode();
        for (String name : fields()) {
            if (!OF_STUDIES.contains(name) && request.has(name)) {
                job.set(name, request.get(name));
            }
        }
        var rows = job.putArray("prompts");
        // A stand-in, so that the reader of the job does not complain of prompts a second time.
        prompts.orElse(List.of("")).forEach(rows::add);
        job.put("samples", seeds.size());
        job.put("seed", seeds.get(0));
        var study = new Study(perturbation, expectation, fields.text("template"));
        return new StudyDraft(study, seeds, job, fields.errors());
    }

    private static Optional<String> why(String name) {
        return switch (name) {
            case "samples" -> Optional.of(
                    "samples: a study takes 'seeds', and makes one sample of each prompt and seed");
            case "prompt" -> Optional.of("prompt: a study takes a 'template' or several 'prompts'");
            default -> Optional.empty();
        };
    }

    private static Perturbation perturbation(Fields fields) {
        var usual = fields.isPresent("prompts")
                ? Perturbation.PARAPHRASE
                : fields.isPresent("values") ? Perturbation.SUBSTITUTION : Perturbation.PERMUTATION;
        return fields.oneOf("perturbation", names(Perturbation.values()))
                .map(name -> Perturbation.valueOf(name.toUpperCase(Locale.ROOT)))
                .orElse(usual);
    }

    private static Optional<Expectation> expectation(Fields fields) {
        return fields.oneOf("expectation", names(Expectation.values()))
                .map(name -> Expectation.valueOf(name.toUpperCase(Locale.ROOT)));
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** At least one, whatever is wrong. */
    private List<Long> seeds(Fields fields) {
        var asked = fields.value("seeds");
        if (asked.filter(JsonNode::isArray).isPresent()) {
            if (fields.isPresent("seed")) {
                fields.add(FieldError.missing(
                        "seed", "seed: 'seeds' is a list already; send a list, or a first seed and how many"));
            }
            return listed(fields, (ArrayNode) asked.get());
        }
        int count =
                fields.integer("seeds", 1, MAX_SEEDS).orElse((long) USUAL_SEEDS).intValue();
        long most = MAX_SEED - MAX_SEEDS + 1;
        long first = fields.integer("seed", 0, most).orElseGet(() -> random.nextLong(most + 1));
        var seeds = new ArrayList<Long>(count);
        for (int i = 0; i < count; i++) {
            seeds.add(first + i);
        }
        return seeds;
    }

    private static List<Long> listed(Fields fields, ArrayNode list) {
        if (list.isEmpty() || list.size() > MAX_SEEDS) {
            fields.add(FieldError.of(
                    "seeds", list.size(), "seeds: a list of " + list.size() + " is outside 1 to " + MAX_SEEDS));
            return List.of(0L);
        }
        var seeds = new LinkedHashSet<Long>();
        for (int i = 0; i < list.size(); i++) {
            var seed = list.get(i);
            var name = "seeds[" + i + "]";
            if (!seed.isIntegralNumber()
                    || !seed.canConvertToLong()
                    || seed.longValue() < 0
                    || seed.longValue() > MAX_SEED) {
                fields.refuse(
                        name,
                        seed,
                        name + ": expected integer from 0 to " + MAX_SEED + ", got " + JsonKind.describe(seed));
            } else if (!seeds.add(seed.longValue())) {
                fields.refuse(name, seed, name + ": " + seed + " is in the list already; a seed counts once");
            }
        }
        return seeds.isEmpty() ? List.of(0L) : List.copyOf(seeds);
    }
}
