package io.vasari.worker.generate;

import io.vasari.contracts.FailureCode;
import io.vasari.contracts.Json;
import io.vasari.contracts.ModelCard;
import io.vasari.contracts.ModelCatalog;
import io.vasari.contracts.ModelRef;
import io.vasari.models.Classifier;
import io.vasari.models.LoadedModel;
import io.vasari.models.ModelFolder;
import io.vasari.models.ModelLoadException;
import io.vasari.worker.batch.DeviceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The folder of model packages. It is looked at anew for every load, so a package that is added or mended later is found,
 * and a broken one concerns nobody but those who ask for it.
 */
final class Zoo {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");

    private final Path root;
    private final Families families;

    Zoo(Path root, Families families) {
        this.root = root.toAbsolutePath().normalize();
        this.families = families;
    }

    /** @throws DeviceException when there is no such model, it does not load, or it makes no images */
    LoadedModel load(ModelRef ref) {
        Path folderOfId = root.resolve(ref.id());
        if (!ID.matcher(ref.id()).matches() || !Files.isRegularFile(folderOfId.resolve(ModelFolder.CARD))) {
            throw new DeviceException(FailureCode.MODEL_NOT_FOUND, "no model '" + ref.id() + "' in " + root, null);
        }
        try {
            var folder = ModelFolder.open(folderOfId);
            if (!folder.revisions().contains(ref.revision())) {
                throw new DeviceException(
                        FailureCode.MODEL_NOT_FOUND,
                        "model " + ref.id() + " has no revision '" + ref.revision() + "'; it has " + folder.revisions(),
                        null);
            }
            return generation(ref, load(folder, ref.revision()));
        } catch (ModelLoadException e) {
            throw new DeviceException(
                    FailureCode.MODEL_UNLOADABLE, "model " + ref + " does not load: " + e.getMessage(), e);
        }
    }

    /** @throws DeviceException when it cannot be read */
    ModelCard card(ModelRef ref) {
        Path file = root.resolve(ref.id()).resolve(ModelFolder.CARD);
        try {
            return Json.read(Files.readAllBytes(file), ModelCard.class);
        } catch (IOException | IllegalArgumentException e) {
            throw new DeviceException(
                    FailureCode.MODEL_UNLOADABLE, "the card of model " + ref + " is not readable: " + e, e);
        }
    }

    /** The newest revisions of the generating models of a pool, at most so many. */
    List<ModelRef> newest(String pool, int most) {
        return ModelCatalog.read(root).cards().stream()
                .filter(ModelCard::generates)
                .filter(card -> card.pool().equals(pool))
                .map(card -> new ModelRef(card.id(), card.newestRevision()))
                .limit(most)
                .toList();
    }

    private LoadedModel load(ModelFolder folder, String revision) {
        return families.find(folder.family())
                .orElseThrow(() -> new ModelLoadException(
                        "its family '" + folder.family() + "' is not known here; known are " + families.names()))
                .load(folder, revision);
    }

    private static LoadedModel generation(ModelRef ref, LoadedModel model) {
        if (model instanceof Classifier) {
            model.close();
            throw new DeviceException(FailureCode.INVALID_REQUEST, "model " + ref + " makes no images", null);
        }
        return model;
    }
}
