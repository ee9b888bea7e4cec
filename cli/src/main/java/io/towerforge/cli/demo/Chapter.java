package io.towerforge.cli.demo;

/** A part of the story that shows one thing and checks it. */
interface Chapter {
    String headline();

    /** @throws DemoFailure when what it shows is not so */
    void play(Story story) throws InterruptedException;
}
