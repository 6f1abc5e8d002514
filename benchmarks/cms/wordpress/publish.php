<?php
/* php publish.php POST.json: one post more; php publish.php --delete ID: gone without a trace. */
$_SERVER['HTTP_HOST'] = '127.0.0.1';
$_SERVER['REQUEST_URI'] = '/';
require __DIR__ . '/wp-load.php';
if ($argv[1] === '--delete') {
    wp_delete_post((int) $argv[2], true);
    exit(0);
}
kses_remove_filters();
$post = json_decode(file_get_contents($argv[1]), true);
$category = get_term_by('slug', $post['category'], 'category')->term_id;
unset($post['category'], $post['modified']);
$id = wp_insert_post(wp_slash($post + ['post_status' => 'publish', 'post_author' => 1, 'post_category' => [$category]]), true);
if (is_wp_error($id)) {
    fwrite(STDERR, $id->get_error_message() . "\n");
    exit(1);
}
