package io.vasari.gateway.openai;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vasari.artifacts.ArtifactStore;
import io.vasari.contracts.ModelCatalog;
import io.vasari.gateway.jobs.JobBook;
import io.vasari.gateway.jobs.JobCommands;
import io.vasari.gateway.progress.Previews;
import io.vasari.gateway.view.FarmView;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** How the parts of this package are put together. */
final class OpenAiWiring {
    @Produces
    @Singleton
    ImageRequestReader reader(ModelCatalog catalog) {
        return new ImageRequestReader(catalog);
    }

    @Produces
    @Singleton
    ImageStudio studio(
            JobBook book,
            FarmView view,
            ArtifactStore store,
            Previews previews,
            JobCommands commands,
            ObjectMapper mapper,
            Clock clock,
            OpenAiConfig config) {
        ImageStudio.Easels easels = (job, partialImages) ->
                new Easel(job, book, view, store, clock, config.timeout(), new PartialImages(partialImages, previews));
        return new ImageStudio(easels, commands, mapper);
    }
}
