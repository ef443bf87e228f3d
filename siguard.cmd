@echo off
rem Starts the SIGuard Workbench on Windows; with arguments, its command line. The same as ./siguard elsewhere.
rem UNTESTED: written beside ./siguard, never yet run on a Windows machine.
setlocal EnableExtensions DisableDelayedExpansion
set "ROOT=%~dp0"
if "%ROOT:~-1%"=="\" set "ROOT=%ROOT:~0,-1%"
set "TARGET=%ROOT%\target"
set "STAMP=%TARGET%\siguard-windows.built"

rem ---- a JDK of version 25 or newer
set "JDK="
if defined JAVA_HOME call :tryjdk "%JAVA_HOME%"
if not defined JDK for /f "delims=" %%j in ('where java 2^>nul') do if not defined JDK call :tryjdk "%%~dpj.."
if not defined JDK for /d %%d in ("%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\jdk*" "%ProgramFiles%\Zulu\*" "%USERPROFILE%\.jdks\*") do if not defined JDK call :tryjdk "%%~d"
if not defined JDK (
    echo siguard: needs a JDK of version 25 or newer, and found none ^(looked at JAVA_HOME, java on the PATH, Program Files, .jdks^). 1>&2
    echo siguard: Install one ^(Eclipse Temurin 25^) and start again; or set JAVA_HOME to where it is. 1>&2
    exit /b 2
)

rem ---- a package holds no sources, but all that was built in lib
set "CLASSES=%TARGET%\classes;%TARGET%\lib\*"
if not exist "%ROOT%\pom.xml" (
    set "CLASSES=%ROOT%\lib\*"
    goto run
)

rem ---- build, where anything is newer than what was built
set "STALE=1"
if exist "%STAMP%" for /f %%s in ('powershell -NoProfile -Command "$b=(Get-Item -LiteralPath $env:STAMP).LastWriteTimeUtc; $n=@(Get-Item -LiteralPath ($env:ROOT+'\pom.xml')) + @(Get-ChildItem -LiteralPath ($env:ROOT+'\src\main') -Recurse) | Where-Object { $_.LastWriteTimeUtc -gt $b } | Select-Object -First 1; if ($n) {1} else {0}"') do set "STALE=%%s"
if not "%STALE%"=="0" (
    call :build
    if errorlevel 1 exit /b 1
)

rem ---- run
:run
set "WINDOW="
if "%~1"=="" set "WINDOW="@%ROOT%\config\window.options""
"%JDK%\bin\java.exe" "@%ROOT%\config\jvm.options" %WINDOW% "-Dsiguard.home=%ROOT%" "-Djava.util.logging.config.file=%ROOT%\config\logging.properties" %SIGUARD_JAVA_OPTS% -cp "%CLASSES%" org.siguard.app.Launcher %*
exit /b %ERRORLEVEL%

:tryjdk
if not exist "%~1\bin\javac.exe" exit /b 0
if not exist "%~1\release" exit /b 0
set "VERSION="
for /f "usebackq tokens=2 delims==" %%v in (`findstr /b "JAVA_VERSION=" "%~1\release"`) do for /f "delims=." %%w in (%%v) do set "VERSION=%%~w"
if not defined VERSION exit /b 0
set /a VERSION=VERSION 2>nul
if %VERSION% GEQ 25 set "JDK=%~f1"
exit /b 0

:build
where mvn >nul 2>nul
if errorlevel 1 (
    echo siguard: needs Maven to build itself, and mvn is not on the PATH. Install it and start again. 1>&2
    exit /b 1
)
echo siguard: building ^(the first time downloads about 200 MB of libraries; some minutes^) 1>&2
if not exist "%TARGET%" mkdir "%TARGET%"
if exist "%TARGET%\lib" rmdir /s /q "%TARGET%\lib"
set "JAVA_HOME=%JDK%"
rem The jars are copied to target\lib: a class path of forty jars is longer than a Windows command line may be.
call mvn -f "%ROOT%\pom.xml" -B -ntp -DskipTests process-classes dependency:copy-dependencies -DincludeScope=runtime "-DoutputDirectory=%TARGET%\lib" > "%TARGET%\siguard-build.log" 2>&1 < nul
if errorlevel 1 (
    powershell -NoProfile -Command "Get-Content -LiteralPath ($env:TARGET+'\siguard-build.log') -Tail 25" 1>&2
    echo siguard: the build failed; the whole log is in "%TARGET%\siguard-build.log" 1>&2
    exit /b 1
)
type nul > "%STAMP%"
exit /b 0
