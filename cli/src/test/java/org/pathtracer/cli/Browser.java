// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The Chromium of this machine without a window. */
final class Browser implements AutoCloseable {
    private final ChromeDriver driver;

    /**
     * A browser.
     *
     * @param profile an empty folder for its files
     */
    Browser(Path profile) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(
                BrowserRequired.find(BrowserRequired.BROWSER).orElseThrow().toFile());
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
                        .usingDriverExecutable(BrowserRequired.find(BrowserRequired.DRIVER)
                                .orElseThrow()
                                .toFile())
                        .build(),
                options);
    }

    /** Shows a page on a screen of this width. */
    void open(Path page, int width, boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
        driver.get(page.toUri().toString());
    }

    /** What its console has shown since the last call, but for what the browser's own start page says. */
    List<String> console() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(Object::toString)
                .filter(line -> !line.contains(" chrome://"))
                .toList();
    }

    /** What a script in the page gives. */
    Object ask(String script) {
        return driver.executeScript("return " + script);
    }

    long number(String script) {
        return Math.round(((Number) ask(script)).doubleValue());
    }

    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    WebElement first(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    void press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    void tab() {
        press(Keys.TAB);
    }

    ChromeDriver driver() {
        return driver;
    }

    /** Keeps a picture of the whole page. */
    void picture(Path file) throws IOException {
        long height = number("document.documentElement.scrollHeight");
        Map<String, Object> metrics = Map.of(
                "width",
                number("window.innerWidth"),
                "height",
                Math.max(height, 200),
                "deviceScaleFactor",
                1,
                "mobile",
                false);
        driver.executeCdpCommand("Emulation.setDeviceMetricsOverride", metrics);
        Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
