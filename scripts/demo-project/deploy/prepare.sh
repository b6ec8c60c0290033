#!/bin/sh
# Makes room for a page: prepare.sh FOLDER. The last one is kept as FOLDER.previous.
set -eu
folder=$1
if [ -d "$folder" ]; then
    rm -rf "$folder.previous"
    mv "$folder" "$folder.previous"
fi
mkdir -p "$folder"
echo "prepared $folder"
