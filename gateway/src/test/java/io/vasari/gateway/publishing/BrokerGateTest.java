package io.vasari.gateway.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BrokerGateTest {
    private final BrokerGate gate = new BrokerGate();

    @Test
    void everybodyPassesWhileTheBrokerAnswers() {
        assertThat(gate.enter()).isTrue();
        assertThat(gate.enter()).isTrue();
    }

    @Test
    void afterAFailureOneAtATimeTries() {
        gate.enter();
        gate.failed();

        assertThat(gate.enter()).isTrue();
        assertThat(gate.enter()).isFalse();
        gate.failed();
        assertThat(gate.enter()).as("the next try").isTrue();
    }

    @Test
    void oneAnswerOpensTheGateForAll() {
        gate.failed();
        gate.enter();
        gate.answered();

        assertThat(gate.enter()).isTrue();
        assertThat(gate.enter()).isTrue();
    }

    @Test
    void onlyTheFirstFailureAndTheFirstAnswerAreNews() {
        assertThat(gate.answered()).isFalse();
        assertThat(gate.failed()).isTrue();
        assertThat(gate.failed()).isFalse();
        assertThat(gate.answered()).isTrue();
        assertThat(gate.answered()).isFalse();
    }
}
