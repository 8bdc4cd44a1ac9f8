package io.vasari.evaluator;

import io.vasari.artifacts.ArtifactStore;
import io.vasari.evaluator.classify.ZooEyes;
import io.vasari.evaluator.intake.StudyGroup;
import io.vasari.evaluator.intake.StudyIntake;
import io.vasari.evaluator.publishing.StudyTopic;
import io.vasari.evaluator.reference.ZooCalibrations;
import io.vasari.evaluator.study.StudyDesk;
import io.vasari.evaluator.study.StudyJudge;
import io.vasari.evaluator.study.StudyTally;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.kafka.clients.producer.Producer;
import org.jboss.logging.Logger;

/** The part of the evaluator that judges studies, on a thread of its own, composed. */
final class StudyDepartment {
    private static final Logger LOG = Logger.getLogger(StudyDepartment.class);

    private final ZooEyes eyes;
    private final StudyIntake intake;
    private final Thread thread;

    private StudyDepartment(ZooEyes eyes, StudyIntake intake) {
        this.eyes = eyes;
        this.intake = intake;
        this.thread = new Thread(intake, "evaluator-studies");
    }

    static StudyDepartment open(
            EvaluatorConfig config,
            String bootstrap,
            ArtifactStore store,
            StudyTally tally,
            Producer<String, byte[]> producer,
            InstantSource clock) {
        var eyes = new ZooEyes(config.modelsDirectory());
        var judge = new StudyJudge(store, eyes, new ZooCalibrations(config.modelsDirectory()));
        var topic = new StudyTopic(producer, config.id(), clock);
        var group = new StudyGroup(bootstrap, config.id());
        return new StudyDepartment(eyes, new StudyIntake(group, new StudyDesk(judge, tally), topic::publish, clock));
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
        eyes.close();
    }
}
