#!/bin/sh
# What git's t0303 asks of an external helper, with the parts that it leaves to helpers which know them (authtype,
# ephemeral, a timeout). It runs in the `t` folder of git's source, TEST_DIRECTORY, beside which git is built.

test_description='git-credential-sluice against the battery of tests for external helpers'

. "$TEST_DIRECTORY"/test-lib.sh
. "$TEST_DIRECTORY"/lib-credential.sh

helper_test sluice
helper_test_password_expiry_utc sluice
helper_test_oauth_refresh_token sluice
helper_test_authtype sluice
helper_test_timeout sluice --timeout=1

test_done
