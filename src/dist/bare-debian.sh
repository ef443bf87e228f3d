#!/bin/sh
# Tries the application image in a bare Debian tree, by an ordinary user, without a JDK, Maven or anything else that a minimal system lacks.
# Needs root and debootstrap (apt-get install debootstrap), and a network for Debian's packages; for the window, Xvfb.
#
#   mvn -Pdist package && src/dist/bare-debian.sh /tmp/bare-debian
#
# The tree is made where it is not there, and left there: remove it yourself. Ends with 0 where all is as it should be.
set -eu
tree=$1
image=$(cd "$(dirname "$0")/../.." && pwd)/target/dist/image/SIGuardWorkbench
pictures=$(dirname "$image")/..

[ -x "$image/bin/SIGuardWorkbench" ] || { echo "no image at $image: mvn -Pdist package makes it" >&2; exit 2; }
[ -x "$tree/bin/sh" ] || debootstrap --variant=minbase bookworm "$tree"
mountpoint -q "$tree/proc" || mount -t proc proc "$tree/proc"
screen=
trap 'umount "$tree/proc"; [ -z "$screen" ] || kill "$screen"' EXIT

rm -rf "$tree/opt/siguard"
cp -a "$image" "$tree/opt/siguard"
chroot "$tree" sh -c 'id guest >/dev/null 2>&1 || useradd -m guest'
! chroot "$tree" sh -c 'command -v java || command -v mvn' || { echo "there is a java or mvn in $tree: not bare" >&2; exit 2; }

as_guest() { # command line, as the user guest, whose environment is empty but for what is named before it
    chroot "$tree" su guest -s /bin/sh -c "cd; $*"
}

echo "--- packages in the tree: $(chroot "$tree" dpkg-query -f '.\n' -W | wc -l)"
as_guest /opt/siguard/bin/siguard --version
as_guest '! touch /opt/siguard/here 2>/dev/null'
echo "--- doctor"
as_guest /opt/siguard/bin/siguard doctor
echo "--- no display"
as_guest 'env -u DISPLAY /opt/siguard/bin/SIGuardWorkbench'
as_guest 'ls -l siguard-run siguard-run/charts && grep -c strongest siguard-run/result.json'

echo "--- a display, but nothing to draw with: it says what to install, and ends with 2"
code=0
as_guest DISPLAY=:77 /opt/siguard/bin/SIGuardWorkbench || code=$?
[ "$code" = 2 ] || [ -e "$tree/usr/lib/x86_64-linux-gnu/libgtk-3.so.0" ]

echo "--- the window, once that is installed"
chroot "$tree" sh -c 'apt-get -qq install -y --no-install-recommends libgtk-3-0 libxtst6 libpangoft2-1.0-0 fonts-dejavu-core >/dev/null'
Xvfb :77 -screen 0 1400x900x24 -nolisten tcp 2>/dev/null &
screen=$!
sleep 2
as_guest 'DISPLAY=:77 timeout 180 /opt/siguard/bin/SIGuardWorkbench' &
sleep "${WAIT:-90}"
import -display :77 -window root "$pictures/bare-debian.png"
echo "--- look at it: $pictures/bare-debian.png"
