@echo off
rem SPDX-License-Identifier: Apache-2.0
rem
rem Runs the pathtracer command of this package on Windows, by the Java of JAVA_HOME, else of the PATH.
setlocal
set "home=%~dp0.."
set "java="
if exist "%home%\lib\runtime\bin\java.exe" set "java=%home%\lib\runtime\bin\java.exe"
if not defined java if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "java=%JAVA_HOME%\bin\java.exe"
if not defined java for %%J in (java.exe) do set "java=%%~$PATH:J"
if not defined java (
    echo pathtracer: there is no java: install a JDK, version 17 or newer, or set JAVA_HOME 1>&2
    exit /b 3
)

rem A JDK's file "release" tells the version sooner than running it.
for %%J in ("%java%") do set "release=%%~dpJ..\release"
set "major="
if exist "%release%" for /f "tokens=2 delims==." %%V in ('findstr /b JAVA_VERSION^= "%release%"') do set "major=%%~V"
if defined major set "major=%major:"=%"
set "native="
if defined major if %major% GEQ 24 set "native=--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
if defined major if %major% LSS 17 (
    echo pathtracer: %java% is version %major%: install a JDK, version 17 or newer, or set JAVA_HOME 1>&2
    exit /b 3
)

rem The fast compiler, since most runs are short; what needs the other one gets it.
set "compiler=-XX:TieredStopAtLevel=1"
for %%C in (serve bufferbloat ping exporter) do if "%~1"=="%%C" set "compiler=-XX:+TieredCompilation"

"%java%" %compiler% -XX:+UseSerialGC -XX:-UsePerfData -Xlog:disable %native% -cp "%home%\lib\*" org.pathtracer.cli.Main %*
exit /b %ERRORLEVEL%
