package io.vasari.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder of model packages, one sub-folder each, and the families that load them. */
public final class ModelZoo {

    private final Path root;
    private final SortedMap<String, ModelFolder> folders = new TreeMap<>();
    private final SortedMap<String, ModelFamily> families = new TreeMap<>();

    private ModelZoo(Path root) {
        this.root = root;
    }

    /**
     * Reads the cards of all packages; weights stay on disk.
     *
     * @throws ModelLoadException if the folder cannot be read or a card is wrong
     */
    public static ModelZoo open(Path root) {
        ModelZoo zoo = new ModelZoo(root);
        ServiceLoader.load(ModelFamily.class, ModelFamily.class.getClassLoader())
                .forEach(family -> zoo.families.put(family.name(), family));
        try (Stream<Path> paths = Files.list(root)) {
            paths.filter(path -> Files.isRegularFile(path.resolve(ModelFolder.CARD)))
                    .map(ModelFolder::open)
                    .forEach(folder -> zoo.folders.put(folder.id(), folder));
        } catch (IOException e) {
            throw new ModelLoadException("cannot read the model zoo " + root + ": " + e.getMessage(), e);
        }
        return zoo;
    }

    /** All packages, ordered by id. */
    public Collection<ModelFolder> folders() {
        return Collections.unmodifiableCollection(folders.values());
    }

    /**
     * The package of that id.
     *
     * @throws ModelLoadException naming the ids that exist
     */
    public ModelFolder folder(String id) {
        return find(folders, id, "no model " + id + " in " + root + "; there are ");
    }

    /**
     * Loads a revision with the family that its card names.
     *
     * @throws ModelLoadException if the model, the revision or the family is unknown, or the weights do not fit
     */
    public LoadedModel load(String id, String revision) {
        ModelFolder folder = folder(id);
        return find(families, folder.family(), id + " is of the unknown family " + folder.family() + "; known are ")
                .load(folder, revision);
    }

    /** As {@link #load}, for a model that must generate. */
    public GenerativeModel loadGenerative(String id, String revision) {
        return expect(GenerativeModel.class, id, load(id, revision));
    }

    /** As {@link #load}, for a model that must classify. */
    public Classifier loadClassifier(String id, String revision) {
        return expect(Classifier.class, id, load(id, revision));
    }

    /** As {@link #load}, for a model that must classify by several traits. */
    public AttributeClassifier loadAttributeClassifier(String id, String revision) {
        return expect(AttributeClassifier.class, id, load(id, revision));
    }

    /** As {@link #load}, for a model that must turn images into features. */
    public Embedder loadEmbedder(String id, String revision) {
        return expect(Embedder.class, id, load(id, revision));
    }

    private static <T> T expect(Class<T> kind, String id, LoadedModel model) {
        if (kind.isInstance(model)) {
            return kind.cast(model);
        }
        model.close();
        throw new ModelLoadException(id + " is no " + kind.getSimpleName());
    }

    private static <T> T find(Map<String, T> known, String name, String complaint) {
        T found = known.get(name);
        if (found == null) {
            throw new ModelLoadException(complaint + known.keySet());
        }
        return found;
    }
}
