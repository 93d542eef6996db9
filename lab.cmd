@echo off
rem The one command of the workbook, on Windows: finds a JDK, builds what is stale, and runs.
setlocal EnableExtensions DisableDelayedExpansion
set "root=%~dp0"
set "root=%root:~0,-1%"
set "state=%root%\.lab"
set "log=%state%\build.log"

if not "%root:;=%"=="%root%" (
  echo Multinode cannot work in a folder with ';' in its path: rename or move "%root%" 1>&2
  exit /b 1
)

if not "%~2"=="" goto needs_jdk
for %%w in (help --help -h) do if "%~1"=="%%w" (
  type "%root%\workbook\help.txt"
  exit /b 0
)

:needs_jdk
set "jdk="
call :try "%JAVA25_HOME%"
call :try "%JAVA_HOME%"
for /f "delims=" %%j in ('where java 2^>nul') do call :try "%%~dpj.."
for /d %%d in ("%ProgramFiles%\Eclipse Adoptium\jdk-*" "%ProgramFiles%\Java\jdk-*" "%ProgramFiles%\Microsoft\jdk-*" "%ProgramFiles%\Zulu\zulu-*" "%ProgramFiles%\BellSoft\*" "%USERPROFILE%\.jdks\*") do call :try "%%d"
if not defined jdk (
  echo Multinode needs JDK 25 or newer, and there is none in JAVA25_HOME, JAVA_HOME, on the PATH 1>&2
  echo or in the usual places. Install Temurin 25 from https://adoptium.net, or set JAVA25_HOME 1>&2
  echo to the folder of a JDK that you have. 1>&2
  exit /b 1
)

if "%~1%~2"=="doctor" goto doctor
call :stale && (call :build || exit /b 1)
set "cp=%state%\lib\*"
set "main=workbook.lab.Lab"
set "aot="
if exist "%state%\lab.aot" set aot="-XX:AOTCache=%state%\lab.aot"
goto run

rem The doctor is run from its source: it has to work where no build does.
:doctor
set "cp=."
set "main=%root%\workbook\src\main\java\workbook\lab\doctor\Doctor.java"
set "aot="

rem What these hold may contradict the flags: another collector, say.
:run
for %%o in (JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS) do if defined %%o (
  echo lab: %%o does not count here. 1>&2
  set "%%o="
)
"%jdk%\bin\java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 %aot% ^
  -Xlog:disable -Xlog:all=error:stderr ^
  --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow ^
  -Djava.util.concurrent.ForkJoinPool.common.parallelism=2 "-Dworkbook.root=%root%" -cp "%cp%" "%main%" %*
exit /b %errorlevel%

rem Remembers the first JDK of 25 or newer.
:try
if defined jdk exit /b 0
if "%~1"=="" exit /b 0
if not exist "%~1\bin\javac.exe" exit /b 0
findstr /r /c:"^JAVA_VERSION=.2[5-9]" /c:"^JAVA_VERSION=.[3-9][0-9]" "%~1\release" >nul 2>nul
if not errorlevel 1 set "jdk=%~f1"
exit /b 0

rem Succeeds when something is newer than what is built, or that is of another JDK or folder.
:stale
if not exist "%state%\built" exit /b 0
if not exist "%state%\lib\workbook.jar" exit /b 0
set "by="
set "at="
<"%state%\built" (
  set /p "by="
  set /p "at="
)
if not "%by%"=="%jdk%" exit /b 0
if not "%at%"=="%root%" exit /b 0
powershell -NoProfile -Command "$b = (Get-Item -Force -LiteralPath ($env:state + '\built')).LastWriteTime; $f = 'pom.xml', '.mvn', 'solutions\pom.xml', 'solutions\src\main', 'nemesis\pom.xml', 'nemesis\src\main', 'workbook\pom.xml', 'workbook\src\main' | ForEach-Object { $env:root + '\' + $_ }; $n = Get-Item -Force -LiteralPath $f -ErrorAction SilentlyContinue; $n += Get-ChildItem -Force -Recurse -LiteralPath $f -ErrorAction SilentlyContinue; if ($n | Where-Object { $_.LastWriteTime -gt $b } | Select-Object -First 1) { exit 0 } else { exit 1 }" <nul
exit /b %errorlevel%

rem One build at a time: the lock is a file that one process can write, and any other once that has ended.
:build
if not exist "%state%" mkdir "%state%" 2>nul
copy /y nul "%state%\writable" >nul 2>nul || goto unwritable
set "turns=0"
:wait
set "failed="
3>&2 2>nul (
  9>"%state%\build.lock" (
    2>&3 call :build_alone
  )
)
if defined failed exit /b %failed%
if %turns% equ 0 echo Waiting for another build of the workbook. 1>&2
if %turns% geq 600 goto waited
set /a turns+=1
ping -n 2 127.0.0.1 >nul
goto wait

:build_alone
set "failed=0"
call :stale || exit /b
echo Building the workbook (log: %log%) 1>&2
if exist "%state%\built" del "%state%\built"
>"%state%\building" echo(%jdk%
>>"%state%\building" echo(%root%
setlocal
set "JAVA_HOME=%jdk%"
set "JAVA25_HOME=%jdk%"
pushd "%root%"
call :choose_maven
call %maven% -B package -Dmaven.test.skip=true -pl workbook -am >"%log%" 2>&1 <nul
set "failed=%errorlevel%"
popd
for %%o in (JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS) do set "%%o="
if "%failed%"=="0" (
  "%jdk%\bin\java" "-Dworkbook.root=%root%" -cp "@%root%\workbook\target\classpath.txt" workbook.lab.Lab prepare >>"%log%" 2>&1 <nul
)
if errorlevel 1 set "failed=1"
endlocal & set "failed=%failed%"
if not "%failed%"=="0" goto failed
move /y "%state%\building" "%state%\built" >nul
exit /b 0

rem An installed Maven that is new enough, else the wrapper, which brings its own.
:choose_maven
set "maven=.\mvnw.cmd"
set "version="
for /f "tokens=3-5 delims=. " %%a in ('mvn -v ^<nul 2^>nul ^| findstr /b /c:"Apache Maven"') do (
  set /a "version=%%a * 1000000 + %%b * 1000 + %%c"
)
if defined version if %version% geq 3008007 set "maven=mvn"
exit /b 0

rem What has the folder's name is in no block: a bracket in the name would end it.
:unwritable
echo lab: cannot write to %state%, where it keeps what it builds. 1>&2
echo Copy the workbook to a folder of your own, or make this one writable. 1>&2
exit /b 1

:waited
echo lab: another process is still building, or holds %state%\build.lock open: end it. 1>&2
exit /b 1

:failed
echo The build of the workbook failed. 1>&2
findstr /b /c:"[ERROR]" "%log%" 1>&2
findstr /c:"Could not transfer" /c:"Unknown host" /c:"offline mode" "%log%" >nul && (
  echo Maven could not download what it needs. Connect to the internet and run it again; 1>&2
  echo once it is downloaded, the workbook builds offline too. "lab doctor" looks for the cause. 1>&2
)
echo The whole log: %log% 1>&2
exit /b 1
