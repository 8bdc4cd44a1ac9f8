package io.vasari.evaluator.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vasari.contracts.ModelRef;
import io.vasari.evaluator.reference.ZooReferences;
import io.vasari.evaluator.scoring.Critic;
import io.vasari.evaluator.scoring.CriticException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZooCriticsTest {
    private static final Path ZOO = Path.of(System.getProperty("vasari.root"), "zoo");

    @Test
    void modelIsJudgedByTheClassifierOfItsCard() {
        ZooCritics.runOnOneThread();
        try (var critics = new ZooCritics(ZOO, () -> Instant.EPOCH)) {
            var critic = critics.of(new ModelRef("mnist-gan", "epoch-200")).orElseThrow();
            assertThat(critic.ref().id()).isEqualTo("mnist-lenet");
            assertThat(critic.picture().sizeBytes()).isEqualTo(784);
            assertThat(critics.of(new ModelRef("mnist-gan", "epoch-001"))).containsSame(critic);

            var one = new byte[2 * 784];
            for (int y = 4; y < 24; y++) {
                for (int x = 13; x < 16; x++) {
                    one[784 + y * 28 + x] = (byte) 255;
                }
            }
            var looks = critic.look(one, 2);
            assertThat(looks.runnersUp()).hasNumberOfRows(2);
            assertThat(looks.runnersUp()[1].length % 4).isEqualTo(1);
            assertThat(critic.attributes()).isEmpty();
            assertThat(looks.classes()[1]).isEqualTo(1);
            assertThat(looks.confidences()[1]).isBetween(0.5f, 1f);
        }
    }

    @Test
    void digitsAreEmbeddedBesideTheirClassification() {
        try (var critics = new ZooCritics(ZOO, () -> Instant.EPOCH)) {
            var extractor = critics.of(new ModelRef("mnist-gan", "epoch-200"))
                    .flatMap(Critic::extractor)
                    .orElseThrow();
            assertThat(extractor.ref()).hasToString("mnist-lenet@v1");
            var sights = extractor.see(new byte[3 * 784], 3);
            assertThat(sights.features()).hasDimensions(3, extractor.dimension());
            assertThat(sights.perceptualHashes()).hasSize(3);
        }
    }

    @Test
    void vasesAreEmbeddedAlthoughNobodySortsThem() {
        try (var critics = new ZooCritics(ZOO, () -> Instant.EPOCH)) {
            var critic =
                    critics.of(new ModelRef("vase-diffusion", "free-order")).orElseThrow();
            assertThat(critic.classifies()).isFalse();
            assertThat(critic.picture().sizeBytes()).isEqualTo(3 * 32 * 32);
            assertThat(critic.look(new byte[2 * 3072], 2).classes()).containsExactly(0, 0);
            assertThat(critic.extractor().orElseThrow().see(new byte[3072], 1).features())
                    .hasDimensions(1, 64);
            var references = new ZooReferences(ZOO);
            assertThat(references.of(critic.ref()).classes()).isEqualTo(1);
        }
    }

    @Test
    void attributesOfVasesAreSeenBesideTheirFeatures() {
        try (var critics = new ZooCritics(ZOO, () -> Instant.EPOCH)) {
            var extractor = critics.of(new ModelRef("vase-diffusion", "free-order"))
                    .flatMap(Critic::attributes)
                    .orElseThrow();
            assertThat(extractor.classes()).containsOnlyKeys("colour", "kind", "ornament");
            var white = new byte[2 * 3072];
            Arrays.fill(white, (byte) 255);
            var seen = extractor.see(white, 2);
            assertThat(seen).containsOnlyKeys("colour", "kind", "ornament");
            assertThat(extractor.classes().get("colour").get(seen.get("colour")[1]))
                    .isEqualTo("white");
        }
    }

    /** A classifier of 28 x 28 grey pixels judges a painter of 56 x 56 coloured ones. */
    @Test
    void samplesAreFittedToTheClassifierThatSomebodyBrought(@TempDir Path zoo) throws IOException {
        Path brought = ZOO.resolveSibling("models/src/test/resources/torchscript/lenet");
        Path revision = Files.createDirectories(zoo.resolve("mine/v1"));
        for (String file : List.of("model.pt", "config.json")) {
            Files.copy(brought.resolve(file), revision.resolve(file));
        }
        Files.writeString(
                zoo.resolve("mine/model.json"),
                """
                {"id":"mine","family":"torchscript","revisions":["v1"],
                 "classes":["0","1","2","3","4","5","6","7","8","9"]}""");
        Files.createDirectories(zoo.resolve("painter"));
        Files.writeString(
                zoo.resolve("painter/model.json"),
                """
                {"id":"painter","family":"f","revisions":["v1"],"image":{"width":56,"height":56,"channels":3},
                 "critic":{"classifier":"mine","embedder":"mine"}}""");
        ZooCritics.runOnOneThread();
        try (var critics = new ZooCritics(zoo, () -> Instant.EPOCH)) {
            var critic = critics.of(new ModelRef("painter", "v1")).orElseThrow();
            assertThat(critic.picture()).isEqualTo(new Critic.Picture(56, 56, 3));
            var one = new byte[56 * 56 * 3];
            for (int y = 8; y < 48; y++) {
                Arrays.fill(one, (y * 56 + 26) * 3, (y * 56 + 32) * 3, (byte) 255);
            }
            assertThat(critic.look(one, 1).classes()).containsExactly(1);
            assertThat(critic.extractor().orElseThrow().see(one, 1).features()).hasDimensions(1, 128);
            assertThat(new ZooReferences(zoo).of(critic.ref()).classes()).isEqualTo(10);
        }
    }

    @Test
    void modelThatIsUnknownOrHasNoCriticIsNotJudged() {
        try (var critics = new ZooCritics(ZOO, () -> Instant.EPOCH)) {
            assertThat(critics.of(new ModelRef("nobody", "v1"))).isEmpty();
            assertThat(critics.of(new ModelRef("mnist-lenet", "v1"))).isEmpty();
        }
    }

    @Test
    void criticThatIsNotThereIsNamed(@TempDir Path zoo) throws IOException {
        Files.createDirectories(zoo.resolve("painter"));
        Files.writeString(
                zoo.resolve("painter/model.json"),
                """
                {"id":"painter","family":"f","revisions":["v1"],"critic":{"classifier":"eye"}}""");
        try (var critics = new ZooCritics(zoo, () -> Instant.EPOCH)) {
            assertThatThrownBy(() -> critics.of(new ModelRef("painter", "v1")))
                    .isInstanceOf(CriticException.class)
                    .hasMessageContaining("'eye'");
        }
    }
}
