package io.vasari.training.clip;

import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.training.vases.CaptionMeaning;
import io.vasari.training.vases.VaseColour;
import io.vasari.training.vases.VaseKind;
import io.vasari.training.vases.VaseOrnament;
import io.vasari.training.vases.VaseTraits;
import java.util.List;
import org.junit.jupiter.api.Test;

class ZeroShotTaskTest {

    /** Every prompt is true of the vases of its class, and of no other. */
    @Test
    void promptsMeanTheirClass() {
        for (ZeroShotTask task : ZeroShotTask.all()) {
            for (VaseColour colour : VaseColour.values()) {
                for (VaseKind kind : VaseKind.values()) {
                    for (VaseOrnament ornament : VaseOrnament.values()) {
                        var traits = new VaseTraits(colour, kind, ornament);
                        for (int i = 0; i < task.prompts().size(); i++) {
                            for (String prompt : task.prompts().get(i)) {
                                assertThat(CaptionMeaning.of(List.of(prompt.split(" ")))
                                                .fits(traits))
                                        .as(prompt + " of " + traits)
                                        .isEqualTo(i == task.truth().applyAsInt(traits));
                            }
                        }
                    }
                }
            }
        }
    }
}
