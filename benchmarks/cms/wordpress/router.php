<?php
/* What a web server's rewrite rules do for WordPress: files as they are, all else by index.php. */
$path = __DIR__ . urldecode(parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH));
if (is_file($path)) {
    return false;
}
if (is_dir($path) && is_file(rtrim($path, '/') . '/index.php') && $path !== __DIR__ . '/') {
    return false;
}
$_SERVER['SCRIPT_NAME'] = '/index.php';
$_SERVER['SCRIPT_FILENAME'] = __DIR__ . '/index.php';
require __DIR__ . '/index.php';
