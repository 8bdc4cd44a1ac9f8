package io.vasari.cli.images;

import io.vasari.artifacts.RevisionDigests;
import io.vasari.cli.UserError;
import io.vasari.models.Classifier;
import io.vasari.models.Embedder;
import io.vasari.models.LoadedModel;
import io.vasari.models.ModelFolder;
import io.vasari.models.ModelLoadException;
import io.vasari.models.ModelZoo;
import io.vasari.models.reference.ReferenceModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A classifier, an embedder, or both; a model that is both is loaded once. */
public final class ImageModels implements AutoCloseable {
    private final ModelZoo zoo;
    private final RevisionDigests digests = new RevisionDigests();
    private final Map<String, LoadedModel> loaded = new LinkedHashMap<>();
    private Optional<Seeing<Classifier>> classifier = Optional.empty();
    private Optional<Seeing<Embedder>> embedder = Optional.empty();

    /** A model, and what it is called. */
    record Seeing<M>(M model, ReferenceModel ref) {}

    private ImageModels(ModelZoo zoo) {
        this.zoo = zoo;
    }

    /**
     * Loads them.
     *
     * @param models folder of model folders
     * @param classifier {@code id} (its newest revision) or {@code id@revision}
     * @param embedder the same
     * @throws UserError if one is not there, or is something else
     */
    public static ImageModels open(Path models, Optional<String> classifier, Optional<String> embedder) {
        ImageModels imageModels = null;
        try {
            ImageModels opened = new ImageModels(ModelZoo.open(models));
            imageModels = opened;
            opened.classifier = classifier.map(name -> opened.see(name, Classifier.class));
            opened.embedder = embedder.map(name -> opened.see(name, Embedder.class));
            return opened;
        } catch (ModelLoadException e) {
            if (imageModels != null) {
                imageModels.close();
            }
            throw new UserError(e.getMessage());
        }
    }

    private <M> Seeing<M> see(String name, Class<M> kind) {
        int at = name.indexOf('@');
        ModelFolder folder = zoo.folder(at < 0 ? name : name.substring(0, at));
        String revision = at < 0 ? folder.defaultRevision() : name.substring(at + 1);
        String ref = folder.id() + "@" + revision;
        LoadedModel model = loaded.computeIfAbsent(ref, unloaded -> zoo.load(folder.id(), revision));
        if (!kind.isInstance(model)) {
            throw new ModelLoadException(ref + " is no " + kind.getSimpleName().toLowerCase(java.util.Locale.ROOT));
        }
        return new Seeing<>(
                kind.cast(model),
                new ReferenceModel(
                        ref, sha256(folder.file(revision, "config.json").getParent())));
    }

    private String sha256(Path folder) {
        try {
            return digests.of(folder);
        } catch (IOException e) {
            throw new ModelLoadException("the files of " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    Optional<Seeing<Classifier>> classifier() {
        return classifier;
    }

    Optional<Seeing<Embedder>> embedder() {
        return embedder;
    }

    /** Names of the classifier's classes; empty without one. */
    public List<String> classes() {
        return classifier.map(seeing -> seeing.model().classes()).orElse(List.of());
    }

    public Optional<ReferenceModel> classifierRef() {
        return classifier.map(Seeing::ref);
    }

    public Optional<ReferenceModel> embedderRef() {
        return embedder.map(Seeing::ref);
    }

    @Override
    public void close() {
        loaded.values().forEach(LoadedModel::close);
    }
}
