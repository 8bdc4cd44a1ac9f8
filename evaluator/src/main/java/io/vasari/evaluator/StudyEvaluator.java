package io.vasari.evaluator;

import io.vasari.artifacts.ArtifactStore;
import io.vasari.evaluator.classify.ZooStudyModels;
import io.vasari.evaluator.intake.StudyGroup;
import io.vasari.evaluator.intake.StudyIntake;
import io.vasari.evaluator.publishing.StudyTopic;
import io.vasari.evaluator.reference.ZooCalibrations;
import io.vasari.evaluator.study.StudyJudge;
import io.vasari.evaluator.study.StudyJudgements;
import io.vasari.evaluator.study.StudyTally;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.kafka.clients.producer.Producer;
import org.jboss.logging.Logger;

/** The part of the evaluator that judges studies, on a thread of its own, composed. */
final class StudyEvaluator {
    private static final Logger LOG = Logger.getLogger(StudyEvaluator.class);

    private final ZooStudyModels models;
    private final StudyIntake intake;
    private final Thread thread;

    private StudyEvaluator(ZooStudyModels models, StudyIntake intake) {
        this.models = models;
        this.intake = intake;
        this.thread = new Thread(intake, "evaluator-studies");
    }

    static StudyEvaluator open(
            EvaluatorConfig config,
            String bootstrap,
            ArtifactStore store,
            StudyTally tally,
            Producer<String, byte[]> producer,
            InstantSource clock) {
        var models = new ZooStudyModels(config.modelsDirectory());
        var judge = new StudyJudge(store, models, new ZooCalibrations(config.modelsDirectory()));
        var topic = new StudyTopic(producer, config.id(), clock);
        var group = new StudyGroup(bootstrap, config.id());
        return new StudyEvaluator(
                models, new StudyIntake(group, new StudyJudgements(judge, tally), topic::publish, clock));
    }

    void start() {
        thread.start();
    }

    void stop() {
        intake.stop();
    }

    /** Waits for the study that is under way; one that takes longer is judged again by whoever comes next. */
    void close(Duration timeout) throws InterruptedException {
        if (thread.getState() != Thread.State.NEW && !intake.awaitStopped(timeout)) {
            LOG.warnf("a study is not judged after %s, it will be judged again", timeout);
            return;
        }
        models.close();
    }
}
