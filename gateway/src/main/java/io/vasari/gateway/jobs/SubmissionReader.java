package io.vasari.gateway.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vasari.artifacts.StoreException;
import io.vasari.contracts.Conditioning;
import io.vasari.contracts.ModelCard;
import io.vasari.contracts.ModelCard.Parameter;
import io.vasari.contracts.ModelCatalog;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.Priority;
import io.vasari.gateway.conditioning.ConditioningReader;
import io.vasari.gateway.errors.FieldError;
import io.vasari.gateway.errors.ProblemException;
import io.vasari.gateway.perturbation.StudyDraft;
import io.vasari.gateway.request.Fields;
import io.vasari.gateway.request.Nearest;
import io.vasari.gateway.uploads.ImageUploads;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
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
    private static final List<String> EVERY_JOB = List.of("model", "revision", "samples", "seed", "priority", "tenant");

    private final ModelCatalog catalog;
    private final ImageUploads uploads;
    private final RandomGenerator random;

    SubmissionReader(ModelCatalog catalog, ImageUploads uploads, RandomGenerator random) {
        this.catalog = catalog;
        this.uploads = uploads;
        this.random = random;
    }

    /**
     * Reads it, and stores the images in it once nothing is wrong.
     *
     * @throws ProblemException that names every wrong field
     * @throws StoreException when an image cannot be stored
     */
    Submission read(ObjectNode json) {
        return read(json, List.of());
    }

    /** As {@link #read(ObjectNode)}, for the job of a study. */
    Submission read(StudyDraft draft) {
        var job = read(draft.job(), draft.errors());
        return job.of(draft.study(), draft.seeds());
    }

    /** @param errors that were found before */
    private Submission read(ObjectNode json, List<FieldError> errors) {
        var fields = new Fields(json);
        errors.forEach(fields::add);
        var card = card(fields);
        refuseUnknown(fields, card);
        var revision = revision(fields, card);
        int samples = samples(fields, card);
        var draft = card.filter(ModelCard::paintsFromText)
                .flatMap(model -> ConditioningReader.read(fields, model, samples, maxSamples(model)));
        long seed = fields.integer("seed", 0, MAX_SEED).orElseGet(() -> random.nextLong(MAX_SEED + 1));
        var priority = priority(fields);
        var tenant = tenant(fields);
        fields.requireNoErrors();
        var model = card.orElseThrow();
        var conditioning = draft.<Conditioning>map(checked -> checked.store(uploads));
        return new Submission(
                tenant,
                model.pool(),
                new ModelRef(model.id(), revision),
                conditioning.map(Conditioning::samples).orElse(samples),
                seed,
                priority,
                conditioning,
                Optional.empty());
    }

    private void refuseUnknown(Fields fields, Optional<ModelCard> card) {
        var known = new ArrayList<>(EVERY_JOB);
        known.addAll(card.map(ConditioningReader::fieldsOf).orElse(ConditioningReader.FIELDS));
        fields.refuseUnknown(known, name -> card.filter(model -> ConditioningReader.FIELDS.contains(name))
                .map(model -> name + ": '" + model.id() + "' "
                        + (model.paintsFromText()
                                ? "does not take it; it takes " + String.join(", ", known)
                                : "paints from noise alone and takes no " + name + "; models that do: "
                                        + names(ModelCard::paintsFromText))));
    }

    private Optional<ModelCard> card(Fields fields) {
        if (!fields.isPresent("model")) {
            fields.add(FieldError.missing("model", "model: missing; models: " + names(ModelCard::generates)));
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
                                + names(ModelCard::generates)));
                return Optional.empty();
            }
            return card;
        });
    }

    private List<String> generators() {
        return ids(ModelCard::generates);
    }

    private String names(Predicate<ModelCard> which) {
        var ids = ids(which);
        return ids.isEmpty() ? "none here" : String.join(", ", ids);
    }

    private List<String> ids(Predicate<ModelCard> which) {
        return catalog.cards().stream().filter(which).map(ModelCard::id).toList();
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
        var limits = card.flatMap(SubmissionReader::limits);
        long min = limits.flatMap(Parameter::min).map(BigDecimal::longValue).orElse(1L);
        long usual = limits.flatMap(Parameter::defaultValue)
                .filter(Number.class::isInstance)
                .map(value -> ((Number) value).longValue())
                .orElse(1L);
        long max = card.map(SubmissionReader::maxSamples).orElse((long) MAX_SAMPLES);
        return fields.integer("samples", Math.max(1, min), max).orElse(usual).intValue();
    }

    private static long maxSamples(ModelCard card) {
        long max =
                limits(card).flatMap(Parameter::max).map(BigDecimal::longValue).orElse((long) MAX_SAMPLES);
        return Math.min(Integer.MAX_VALUE, max);
    }

    private static Optional<Parameter> limits(ModelCard card) {
        return Optional.ofNullable(card.parameters().get("samples"));
    }

    private static Priority priority(Fields fields) {
        var known = Arrays.stream(Priority.values())
                .map(priority -> priority.name().toLowerCase(Locale.ROOT))
                .toList();
        return fields.oneOf("priority", known)
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
