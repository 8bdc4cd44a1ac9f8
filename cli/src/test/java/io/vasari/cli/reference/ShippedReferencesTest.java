package io.vasari.cli.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.cli.images.ImageModels;
import io.vasari.models.reference.ReferenceFeatures;
import io.vasari.models.reference.ReferenceModel;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShippedReferencesTest {
    private static final Path ZOO =
            Path.of(System.getProperty("vasari.root", "..")).resolve("zoo");

    /** A model that changes sees real data otherwise: its reference sets must be made again. */
    @ParameterizedTest
    @CsvSource({"mnist-test, 10000, 128", "vases, 4000, 64"})
    void aSetWasMadeWithTheModelsThatShip(String name, long images, int dimension) {
        var set = new ReferenceShelf(ZOO).find(name);
        assertThat(set.n()).isEqualTo(images);
        var features = set.features().orElseThrow();
        assertThat(features.dimension()).isEqualTo(dimension);
        assertThat(features.keys()).hasSize(1000).isSorted();
        try (var imageModels = ImageModels.open(
                ZOO, set.classifier().map(ReferenceModel::model), set.features().map(of -> of.embedder()
                        .model()))) {
            assertThat(imageModels.classifierRef()).isEqualTo(set.classifier());
            assertThat(imageModels.embedderRef()).isEqualTo(set.features().map(ReferenceFeatures::embedder));
        }
    }
}
