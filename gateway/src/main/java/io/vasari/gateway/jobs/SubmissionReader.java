package io.vasari.gateway.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vasari.contracts.ModelCard;
import io.vasari.contracts.ModelCatalog;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.Priority;
import io.vasari.gateway.errors.FieldError;
import io.vasari.gateway.errors.ProblemException;
import io.vasari.gateway.request.Fields;
import io.vasari.gateway.request.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Reads a submission against the cards of the models. Safe for use by many threads if {@code random} is. */
final class SubmissionReader {
    /** The largest integer that every JSON reader keeps exactly. */
    static final long MAX_SEED = (1L << 53) - 1;

    /** For a model whose card sets no limit. */
    static final int MAX_SAMPLES = 1_000_000;

    static final String DEFAULT_TENANT = "default";
    private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final List<String> FIELDS = List.of("model", "revision", "samples", "seed", "priority", "tenant");

    private final ModelCatalog catalog;
    private final RandomGenerator random;

    SubmissionReader(ModelCatalog catalog, RandomGenerator random) {
        this.catalog = catalog;
        this.random = random;
    }

    /** @throws ProblemException that names every wrong field */
    Submission read(ObjectNode json) {
        var fields = new Fields(json, FIELDS);
        var card = card(fields);
        var revision = revision(fields, card);
        int samples = samples(fields, card);
        long seed = fields.integer("seed", 0, MAX_SEED).orElseGet(() -> random.nextLong(MAX_SEED + 1));
        var priority = priority(fields);
        var tenant = tenant(fields);
        fields.requireNoErrors();
        var model = card.orElseThrow();
        return new Submission(tenant, model.pool(), new ModelRef(model.id(), revision), samples, seed, priority);
    }

    private Optional<ModelCard> card(Fields fields) {
        if (!fields.isPresent("model")) {
            fields.add(FieldError.missing("model", "model: missing; models: " + String.join(", ", generators())));
            return Optional.empty();
        }
        return fields.text("model").flatMap(id -> {
            var card = catalog.find(id);
            if (card.isEmpty()) {
                fields.add(FieldError.of(
                        "model", id, Nearest.unknown("model: there is no model", id, "models", generators())));
            } else if (!card.get().generates()) {
                fields.add(FieldError.of(
                        "model",
                        id,
                        "model: '" + id + "' does " + card.get().task() + " and makes no samples; models that do: "
                                + String.join(", ", generators())));
                return Optional.empty();
            }
            return card;
        });
    }

    private List<String> generators() {
        return catalog.cards().stream()
                .filter(ModelCard::generates)
                .map(ModelCard::id)
                .toList();
    }

    private static String revision(Fields fields, Optional<ModelCard> card) {
        var asked = fields.text("revision");
        if (card.isEmpty()) {
            return asked.orElse("");
        }
        var known = card.get().revisions();
        asked.filter(revision -> !known.contains(revision))
                .ifPresent(revision -> fields.add(FieldError.of(
                        "revision",
                        revision,
                        Nearest.unknown(
                                "revision: '" + card.get().id() + "' has no revision", revision, "revisions", known))));
        return asked.orElseGet(card.get()::newestRevision);
    }

    private static int samples(Fields fields, Optional<ModelCard> card) {
        var limits = card.map(ModelCard::parameters).map(parameters -> parameters.get("samples"));
        long min = limits.flatMap(ModelCard.Parameter::min).orElse(1L);
        long max = limits.flatMap(ModelCard.Parameter::max).orElse((long) MAX_SAMPLES);
        long usual = limits.flatMap(ModelCard.Parameter::defaultValue)
                .filter(Number.class::isInstance)
                .map(value -> ((Number) value).longValue())
                .orElse(1L);
        return fields.integer("samples", Math.max(1, min), Math.min(Integer.MAX_VALUE, max))
                .orElse(usual)
                .intValue();
    }

    private static Priority priority(Fields fields) {
        var known = Arrays.stream(Priority.values())
                .map(priority -> priority.name().toLowerCase(Locale.ROOT))
                .toList();
        var asked = fields.text("priority");
        asked.filter(name -> !known.contains(name))
                .ifPresent(name -> fields.add(FieldError.of(
                        "priority",
                        name,
                        "priority: '" + FieldError.cut(name) + "' is not one of " + String.join(", ", known))));
        return asked.filter(known::contains)
                .map(name -> Priority.valueOf(name.toUpperCase(Locale.ROOT)))
                .orElse(Priority.BATCH);
    }

    private static String tenant(Fields fields) {
        var asked = fields.text("tenant");
        asked.filter(name -> !TENANT.matcher(name).matches())
                .ifPresent(name -> fields.add(FieldError.of(
                        "tenant",
                        name,
                        "tenant: '" + FieldError.cut(name)
                                + "' must be 1 to 64 letters, digits, dots, underscores or hyphens, the first a letter"
                                + " or digit")));
        return asked.orElse(DEFAULT_TENANT);
    }
}
