// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.web;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The Chromium of this machine without a window. */
final class Browser implements AutoCloseable {
    static final String BROWSER = "chromium";
    static final String DRIVER = "chromedriver";

    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final ChromeDriver driver;

    /**
     * A browser.
     *
     * @param profile an empty folder for its files
     */
    Browser(Path profile) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(find(BROWSER).orElseThrow().toFile());
        // Its sandbox needs what neither root nor a container has; the pages are our own.
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--user-data-dir=" + profile);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(find(DRIVER).orElseThrow().toFile())
                        .build(),
                options);
    }

    /** Where a program is on the path. */
    static Optional<Path> find(String program) {
        return Arrays.stream(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Shows a page on a screen of this width. */
    void open(String url, int width, boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
        driver.get(url);
    }

    /** What its console has shown since the last call, but for what the browser's own start page says. */
    List<String> console() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(Object::toString)
                .filter(line -> !line.contains(" chrome://"))
                .toList();
    }

    Object ask(String script) {
        return driver.executeScript("return " + script);
    }

    /** Waits until a script in the page gives true. */
    void await(String script) {
        long began = System.nanoTime();
        while (!Boolean.TRUE.equals(ask(script))) {
            if (System.nanoTime() - began > LONGEST_NANOS) {
                throw new AssertionError("it never holds: " + script);
            }
        }
    }

    WebElement first(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    ChromeDriver driver() {
        return driver;
    }

    void picture(Path file) throws IOException {
        Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
